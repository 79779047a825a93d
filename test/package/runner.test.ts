import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from './support/checkout';

/** Evaluates an expression with everything the runner's tally exports, in plain Node as `npm test` does. */
function evaluate<T>(expression: string): T {
	const tally = pathToFileURL(join(root, 'test/run/tally.mjs')).href;
	const program = `import * as tally from '${tally}'; console.log(JSON.stringify(tally.${expression}));`;
	const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
		encoding: 'utf8',
	});
	if (!stdout) throw new Error(stderr);
	return JSON.parse(stdout) as T;
}

const report = (more: object = {}) =>
	JSON.stringify({
		numPassedTests: 3,
		numFailedTests: 0,
		numPendingTests: 0,
		numTodoTests: 0,
		numRuntimeErrorTestSuites: 0,
		...more,
	});

describe('npm test counts', () => {
	it.each<[story: string, expression: string, passed: number, failed: number, skipped: number]>([
		['what passed', `tallyOfJest(${report()}, 0)`, 3, 0, 0],
		['what failed', `tallyOfJest(${report({ numFailedTests: 2 })}, 1)`, 3, 2, 0],
		['what was skipped', `tallyOfJest(${report({ numPendingTests: 1 })}, 0)`, 3, 0, 1],
		['a file that broke', `tallyOfJest(${report({ numRuntimeErrorTestSuites: 1 })}, 1)`, 3, 1, 0],
		['jest that left no report', 'tallyOfJest(undefined, 137)', 0, 1, 0],
		['jest that broke at its end', `tallyOfJest(${report()}, 1)`, 3, 1, 0],
		['no test at all as a failure', `tallyOfJest(${report({ numPassedTests: 0 })}, 0)`, 0, 1, 0],
		['the steps of the demo', `tallyOfDemo('so\\n{"ok":true,"steps":[{},{}]}\\n', 0)`, 2, 0, 0],
		['a step of the demo', `tallyOfDemo('{"ok":false,"steps":[{},{"ok":false}]}', 1)`, 1, 1, 0],
		['a demo that is not ok', `tallyOfDemo('{"ok":false,"steps":[{}]}', 0)`, 1, 1, 0],
		['a demo that ended badly', `tallyOfDemo('{"ok":true,"steps":[{}]}', 1)`, 1, 1, 0],
		['a demo that fell silent', `tallyOfDemo('Starting …', 0)`, 0, 1, 0],
		['a demo without steps', `tallyOfDemo('{"ok":true,"steps":[]}', 0)`, 0, 1, 0],
	])('%s', (_story, expression, passed, failed, skipped) => {
		expect(evaluate(expression)).toMatchObject({ passed, failed, skipped });
	});

	it.each<[story: string, everythingMustRun: boolean, outcomes: string, line: string]>([
		['all of it', false, '[{passed: 2, failed: 0, skipped: 0}]', '2 passed, 0 failed'],
		[
			'a part that was not run as skipped',
			false,
			"[{passed: 2, failed: 0, skipped: 0}, tally.notRun('no room')]",
			'2 passed, 0 failed, 1 skipped',
		],
		[
			'a part that was not run as failed where everything must run',
			true,
			"[{passed: 2, failed: 0, skipped: 0}, tally.notRun('no room')]",
			'2 passed, 1 failed',
		],
		['nothing as a failure', false, "[tally.notRun('no room')]", '0 passed, 1 failed, 1 skipped'],
	])('%s', (_story, everythingMustRun, outcomes, line) => {
		const verdict = `verdict(${outcomes}, { everythingMustRun: ${everythingMustRun} })`;
		expect(evaluate(`lastLine(tally.${verdict})`)).toBe(line);
	});
});
