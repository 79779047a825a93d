import type { Account } from '../demo/account';
import type { Host } from '../demo/host/host';
import type { Undo } from '../demo/stage/undo';
import type { Arguments } from './arguments';
import type { DayResult } from './day/dayCost';
import { measureDays } from './day/days';
import { filled } from './measuring/prepare';
import type { Measurements } from './measuring/measurement';
import { measureChanges } from './scenarios/changes';
import { measureGrowth } from './scenarios/growth';
import { measureInitial } from './scenarios/initial';
import { measureOneChange } from './scenarios/oneChange';
import { measureUnchanged } from './scenarios/unchanged';
import { startBenchStage, type BenchStage } from './stage/benchStage';
import { publishWorkflows } from './stage/publishWorkflows';

const CHANGES = [1, 100, 5_000];

/** What takes less than a second is the noisiest: it is measured so many times as often. */
const QUICK = 5;

interface Gathering {
	account: Account;
	undo: Undo;
	into: Measurements;
	days: DayResult[];
}

/** The chosen scenarios, one after the other. @returns the n8n they were measured with */
export async function measureAll(args: Arguments, gathering: Gathering): Promise<Host> {
	const { account, undo, into, days } = gathering;
	const { customers, only, repeats } = args;
	const stage = await startBenchStage({ dataDir: args.data, customers, account }, undo);
	await account.during('Publishing the workflows', () => publishWorkflows(stage));
	if (['a', 'b', 'c'].some((letter) => only.has(letter as 'a'))) await compare(stage, args, into);
	if (only.has('d')) await measureGrowth(stage, args.sizes, { repeats, into });
	if (only.has('e')) days.push(...(await measureDays(stage)));
	return stage.host;
}

async function compare(stage: BenchStage, args: Arguments, into: Measurements): Promise<void> {
	const { customers, only, repeats } = args;
	await measureInitial(stage, await filled(stage), { repeats, only, into });
	if (!only.has('a') && !only.has('c')) return;
	await filled(stage);
	const sizes = CHANGES.filter((size) => size <= customers * 0.85);
	await measureChanges(stage, sizes, { repeats, only, into });
	if (!only.has('a')) return;
	const often = { repeats: QUICK * repeats, into };
	await measureOneChange(stage, often);
	await measureUnchanged(stage, sizes.at(-1) ?? 1, often);
}
