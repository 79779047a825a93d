/**
 * `npm test`: builds, then runs every part one after the other; `npm test -- unit` runs one.
 * Ends with `N passed, N failed`. With CI=true a part that cannot run counts as failed.
 */
import { build, ensureDependencies } from '../demo/bootstrap.mjs';
import { duration, heading } from './run/heading.mjs';
import { parts } from './run/parts.mjs';
import { failure, lastLine, nothing, verdict } from './run/tally.mjs';

const asked = process.argv.slice(2);
const names = [...new Set(parts.map(({ name }) => name))];

async function timed(title, work) {
	heading(title);
	const started = performance.now();
	const outcome = await work().catch((error) => failure(error.message));
	const took = duration(performance.now() - started);
	console.log(`\n${sentence(outcome)} (${took})`);
	return { title, took, ...outcome };
}

function sentence(outcome) {
	if (outcome === nothing) return 'Done';
	if (outcome.notRun) return `Not run: ${outcome.notRun}`;
	return outcome.reason ? `${lastLine(outcome)}: ${outcome.reason}` : lastLine(outcome);
}

async function prepared() {
	await ensureDependencies();
	await build();
	return nothing;
}

async function everyPart() {
	const preparation = await timed('Build', prepared);
	if (preparation.failed > 0) return [preparation];
	const outcomes = [];
	for (const part of chosen()) outcomes.push(await timed(`${part.name}: ${part.title}`, part.run));
	return outcomes;
}

const chosen = () =>
	parts
		.filter(({ name, byDefault = true }) => (asked.length > 0 ? asked.includes(name) : byDefault))
		.filter(({ exists = () => true }) => exists());

const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
	console.log(`There is no part ${unknown.join(', ')}. The parts are: ${names.join(', ')}.`);
	process.exit(2);
}

const outcomes = await everyPart();
heading('Sum');
for (const outcome of outcomes)
	console.log(`${outcome.title}: ${sentence(outcome)}  ${outcome.took}`);
const total = verdict(outcomes, { everythingMustRun: process.env.CI === 'true' });
console.log(`\n${lastLine(total)}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
