/**
 * `npm run test:mutation`: changes core/ and sync/ in some two thousand small ways, one at a time, and sees whether
 * a unit test notices. `npm run test:mutation -- 'core/contact/**'` tries a part only.
 * Ends with `N passed, N failed`, one for each folder: passed where at least 85 % were noticed.
 */
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ensureDependencies } from '../demo/bootstrap.mjs';
import { root, run } from './run/child.mjs';
import { heading } from './run/heading.mjs';
import { lastLine } from './run/tally.mjs';

const ENOUGH = 85;
const MINUTES = 60;

const report = join(root, '.data/mutation/report.json');

const NOTICED = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);

/** @returns folder → how many changes were noticed and how many were not */
function byFolder(files) {
	const folders = new Map();
	for (const [file, { mutants }] of Object.entries(files)) {
		const folder = folders.get(dirname(file)) ?? { noticed: 0, missed: 0 };
		folder.noticed += mutants.filter(({ status }) => NOTICED.has(status)).length;
		folder.missed += mutants.filter(({ status }) => MISSED.has(status)).length;
		folders.set(dirname(file), folder);
	}
	return folders;
}

const share = ({ noticed, missed }) => (100 * noticed) / (noticed + missed);

const sentence = (folder, counts) =>
	`${folder.padEnd(18)} ${share(counts).toFixed(1)} %: ${counts.noticed} changes noticed, ${counts.missed} not`;

await ensureDependencies();
rmSync(report, { force: true });
const part = process.argv.slice(2);
const { code } = await run(
	'npx',
	['--no-install', 'stryker', 'run', ...(part.length > 0 ? ['--mutate', part.join(',')] : [])],
	{ minutes: MINUTES },
);

const folders = [...byFolder(JSON.parse(readFileSync(report, 'utf8')).files)].sort();
heading('Changes that a test noticed');
for (const [folder, counts] of folders) console.log(sentence(folder, counts));
const total = { noticed: 0, missed: 0 };
for (const [, { noticed, missed }] of folders) {
	total.noticed += noticed;
	total.missed += missed;
}
console.log(sentence('all', total));
const passed = folders.filter(([, counts]) => share(counts) >= ENOUGH).length;
const failed = folders.length - passed;
console.log(`\n${lastLine({ passed, failed: failed || (code === 0 ? 0 : 1), skipped: 0 })}`);
process.exitCode = failed === 0 && code === 0 ? 0 : 1;
