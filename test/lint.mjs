/**
 * `npm run lint`: n8n's own strict lint on what is shipped, typescript-eslint on everything, types and format.
 * Ends with `N passed, N failed`, one for each of the checks below.
 */
import { ensureDependencies } from '../demo/bootstrap.mjs';
import { run } from './run/child.mjs';
import { duration, heading } from './run/heading.mjs';
import { lintAsN8nDoes } from './run/lintAsN8nDoes.mjs';
import { rulesSwitchedOff } from './run/rulesSwitchedOff.mjs';
import { lastLine } from './run/tally.mjs';

const MINUTES = 10;

/** Runs one of our development tools. @returns whether it was satisfied */
const tool = async (name, ...args) => {
	const { code } = await run('npx', ['--no-install', name, ...args], { minutes: MINUTES });
	return code === 0;
};

const checks = [
	["n8n's strict lint, on what is shipped", lintAsN8nDoes],
	['No rule and no type switched off in what is shipped', rulesSwitchedOff],
	[
		'typescript-eslint',
		() => tool('eslint', '--config', 'eslint.rest.config.mjs', '--max-warnings', '0', '.'),
	],
	['Types', () => tool('tsc', '--noEmit')],
	['Format', () => tool('prettier', '--check', '.')],
];

/** A check that breaks off is not satisfied. */
async function satisfied(check) {
	try {
		return await check();
	} catch (error) {
		console.log(error.message);
		return false;
	}
}

await ensureDependencies();
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [title, check] of checks) {
	heading(title);
	const started = performance.now();
	const good = await satisfied(check);
	total[good ? 'passed' : 'failed'] += 1;
	console.log(`\n${good ? 'Passed' : 'FAILED'} (${duration(performance.now() - started)})`);
}
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
