import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root, run } from './child.mjs';
import { tallyOfJest } from './tally.mjs';

const jest = join(root, 'node_modules/jest/bin/jest.js');

/**
 * Runs one project of jest.config.js.
 * @param options.node  the Node binary to run it with
 * @param options.args  more for jest
 * @returns what came of it, see tally.mjs
 */
export async function jestProject(project, { minutes, node = process.execPath, args = [] }) {
	const folder = mkdtempSync(join(tmpdir(), 'jest-report-'));
	const report = join(folder, 'report.json');
	const always = ['--selectProjects', project, '--json', `--outputFile=${report}`];
	const inCi = process.env.CI === 'true' ? ['--ci'] : [];
	try {
		const { code } = await run(node, [jest, ...always, ...inCi, ...args], { minutes });
		return tallyOfJest(readReport(report), code);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined; // Jest broke off before it wrote one; the tally counts that as a failure.
	}
}
