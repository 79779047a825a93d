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

async function bench(args: Arguments): Promise<void> {
	const started = Date.now();
	const measurements = new Measurements();
	const days: DayResult[] = [];
	const host = await measureAll(args, { account, undo, into: measurements, days });
	await ending.now();
	const say = (line = '') => void process.stdout.write(`${line}\n`);
	say(tableOf(measurements.all));
	for (const day of days) say(`\n${dayLines(day).join('\n')}`);
	say();
	for (const line of targetLines(ratiosOf(measurements))) say(line);
	say(flatMemoryLine(measurements));
	const seconds = Math.round((Date.now() - started) / 1000);
	say(`\nIt took ${Math.round(seconds / 60)} minutes.`);
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
