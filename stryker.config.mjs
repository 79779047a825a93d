import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm run test:mutation`: changes core/ and sync/ in small ways and sees whether a test notices. */
export default {
	mutate: ['core/**/*.ts', 'sync/**/*.ts'],
	plugins: ['./test/mutation/runner.mjs'],
	testRunner: 'in-process',
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// A test that reads an endless list must not be waited for longer than it takes to tell.
	timeoutMS: 5_000,
	timeoutFactor: 1.5,
	thresholds: { high: 95, low: 90, break: 85 },
	reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: '.data/mutation/report.json' },
	htmlReporter: { fileName: '.data/mutation/report.html' },
	// Outside the checkout, where a jest that runs meanwhile would find everything twice.
	tempDirName: join(tmpdir(), 'servicetitan-sync-mutation'),
	ignorePatterns: ['.data', 'dist', 'demo', 'docs', 'bench', 'coverage', '*.tgz'],
	allowEmpty: false,
	disableTypeChecks: true,
	allowConsoleColors: false,
};
