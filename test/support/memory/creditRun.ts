import type { Outcome } from '../../../core/contact/contactRow';
import { renewLease } from './checkpointRun';
import { runOf, type Database } from './database';
import { objectOrEmpty, textOf } from './json';
import { millisOfMoment, momentCut, type Moment } from './moments';
import type { RowVerdict } from './outcomes';
import type { HandedOutRow, RunRow, StateRow } from './tables';

/** Acknowledges what was handed out, adds to the run's counts and renews its lease. */
export function creditRun(
	database: Database,
	state: StateRow,
	{ verdicts, rows }: { verdicts: RowVerdict[]; rows: unknown[] },
): void {
	const run = runOf(database, state.run_id);
	const handedOut = database.tables.handedOut.get(state.run_id ?? '') ?? new Map();
	if (run) {
		run.heartbeat_at = database.now;
		count(run, handedOut, verdicts);
	}
	for (const { crm_id, outcome } of firstOf(verdicts)) {
		const row: HandedOutRow | undefined = handedOut.get(crm_id);
		if (!row) continue;
		row.acknowledged_at ??= database.now;
		if (givesWay(row.outcome, outcome)) row.outcome = outcome;
	}
	renewLease(database, state);
	noteReading(database, state, rows);
}

/** Where what became of it gives way to what comes later: what was written stays counted as it was. */
const givesWay = (before: Outcome | null, later: Outcome): boolean =>
	before === null || before === 'skipped' || before === 'failed' || later === 'failed';

/** Each customer that was handed out counts once, however often it comes; of others each row counts. */
function count(run: RunRow, handedOut: Map<string, HandedOutRow>, verdicts: RowVerdict[]): void {
	const first = new Set(firstOf(verdicts));
	for (const verdict of verdicts) {
		const known = handedOut.get(verdict.crm_id);
		if (known && !first.has(verdict)) continue;
		const before = known?.outcome ?? null;
		if (!givesWay(before, verdict.outcome)) continue;
		run[verdict.outcome] += 1;
		if (before !== null) run[before] -= 1;
	}
}

/** One verdict for each customer: what became of it, not that it was there twice. */
function firstOf(verdicts: RowVerdict[]): RowVerdict[] {
	const first = new Map<string, RowVerdict>();
	const rank = ({ outcome, ord }: RowVerdict) => ord + (outcome === 'skipped' ? 1e9 : 0);
	for (const verdict of verdicts) {
		const rival = first.get(verdict.crm_id);
		if (!rival || rank(verdict) < rank(rival)) first.set(verdict.crm_id, verdict);
	}
	return [...first.values()];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Keeps the newest reading of all, and how far ahead of this clock it was. */
function noteReading({ now }: Database, state: StateRow, rows: unknown[]): void {
	const newest = newestOf(rows);
	if (newest === null) return;
	const { newest_read_at: before, newest_read_ahead: ahead } = state;
	if (before === null || newest > before) state.newest_read_at = newest;
	const seconds = (millisOfMoment(newest) - millisOfMoment(now)) / 1000;
	if (ahead === null || seconds > ahead) state.newest_read_ahead = seconds;
}

/** What is no moment is its row's own fault. */
function newestOf(rows: unknown[]): Moment | null {
	const read = rows.map((row) => textOf(objectOrEmpty(row).source_read_at) ?? '');
	const newest = read
		.filter((text) => INSTANT.test(text))
		.sort()
		.at(-1);
	try {
		return momentCut(newest ?? null);
	} catch {
		return null;
	}
}
