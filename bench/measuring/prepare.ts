import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WITH_CURSOR, WORKFLOWS } from '../ways';
import type { BenchStage } from '../stage/benchStage';
import { countContacts, dumpContacts, emptyDatabase, readFrom } from '../stage/tables';

/** ServiceTitan counts the calls of the last second: none of one way's calls may count for the next way. */
const OVER_A_SECOND_MS = 1_200;

/** No contact, no state, no cursor: before the first sync ever. */
export async function emptied(stage: BenchStage): Promise<void> {
	const { sql, supabase, surroundings, simulator } = stage;
	await emptyDatabase(sql, supabase, {
		workspaceId: surroundings.workspaceId,
		tenantId: simulator.account.tenantId,
		ways: WITH_CURSOR,
	});
	await sleep(OVER_A_SECOND_MS);
}

/** One initial sync of ours. @throws when it did not end well */
export async function runOursInitial(stage: BenchStage): Promise<{ ms: number; body: string }> {
	const answer = await stage.n8n.run(WORKFLOWS.initial);
	return complete(answer);
}

export function complete(answer: { ms: number; body: string }): { ms: number; body: string } {
	const { status, failed } = JSON.parse(answer.body) as { status?: string; failed?: number };
	if (status !== 'completed' || failed !== 0)
		throw new Error(`A run of ours did not come out: ${answer.body.slice(0, 1000)}`);
	return answer;
}

/** What every way must have written: how many contacts, and the rows themselves in a file. */
export interface Reference {
	contacts: number;
	file: string;
}

/** Fills the database by ours, unmeasured, and keeps what it wrote. It also warms n8n up. */
export async function filled(stage: BenchStage): Promise<Reference> {
	const { account, sql, dataDir, simulator } = stage;
	return await account.during(
		`Filling the database with ${simulator.customers} customers`,
		async () => {
			await emptied(stage);
			await runOursInitial(stage);
			const file = join(dataDir, 'contacts.copy');
			writeFileSync(file, await dumpContacts(sql));
			return { contacts: await countContacts(sql), file };
		},
	);
}

let edits = 0;

/**
 * So many customers change their names, and every way has read everything before. Rows that are dead by then are
 * cleared away, as PostgreSQL does by itself within a quarter of an hour.
 * @returns the new first word
 */
export async function changed(
	{ simulator, sql }: BenchStage,
	count: number,
): Promise<{ word: string; since: string }> {
	const word = `Edit${Date.now().toString(36)}x${++edits}`;
	const since = await simulator.control.rename(count, word);
	await readFrom(sql, since);
	await sql`vacuum`;
	await sleep(OVER_A_SECOND_MS);
	return { word, since };
}

/** @throws where a way left out, or wrote too much: what it measured would mean nothing */
export async function requireContacts(
	{ sql }: BenchStage,
	{ way, word = '', expected }: { way: string; word?: string; expected: number },
): Promise<void> {
	const found = await countContacts(sql, word);
	if (found !== expected)
		throw new Error(`${way} left ${found} contacts${word && ` named ${word}`}, not ${expected}.`);
}
