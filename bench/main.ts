import { terminalAccount } from '../demo/account';
import { endWith } from '../demo/endWith';
import { Undo } from '../demo/stage/undo';
import { readArguments, type Arguments } from './arguments';
import { measureAll } from './measureAll';
import { Measurements } from './measuring/measurement';
import { asJson } from './report/asJson';
import { machineOf } from './report/machine';
import { ratiosOf } from './report/ratios';
import { tableOf } from './report/table';
import { flatMemoryLine, targetLines } from './report/targets';
import type { DayResult } from './day/dayCost';
import { dayLines } from './day/dayLines';

/** `npm run bench`. Progress goes to standard error, the table and with `--json` the data to standard output. */
const account = terminalAccount(process.stderr);
const undo = new Undo();
const ending = endWith(undo, account);

const measurements = new Measurements();
const days: DayResult[] = [];
const started = Date.now();

const say = (line = '') => void process.stdout.write(`${line}\n`);

/** What was measured by now, whether or not it went to the end. */
function report(): void {
	if (measurements.all.length + days.length === 0) return;
	say(tableOf(measurements.all));
	for (const day of days) say(`\n${dayLines(day).join('\n')}`);
	say();
	for (const line of targetLines(ratiosOf(measurements))) say(line);
	say(flatMemoryLine(measurements));
	say(`\nIt took ${Math.round((Date.now() - started) / 60_000)} minutes.`);
}

// The first to be begun, and so the last that is done: an hour's measurements are lost neither with the one that failed
// nor by a signal.
undo.later(report);

async function bench(args: Arguments): Promise<void> {
	const host = await measureAll(args, { account, undo, into: measurements, days });
	await ending.now();
	const seconds = Math.round((Date.now() - started) / 1000);
	if (args.json)
		say(JSON.stringify(asJson(measurements, { machine: machineOf(host), days, seconds })));
}

async function main(): Promise<void> {
	try {
		await bench(readArguments(process.argv.slice(2)));
	} catch (cause) {
		if (ending.begun) return;
		process.exitCode = 1;
		account.tell(`\n${(cause as Error).message}`);
		await ending.now();
	}
}

void main();
