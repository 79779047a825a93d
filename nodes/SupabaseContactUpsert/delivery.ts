import { z } from 'zod';

import type { ContactRow, RowOutcome, SetAside } from '../../core/contact/contactRow';
import { Refused } from '../../core/sync/refusal';
import type { UpsertAnswer } from '../../core/sync/run';
import { noCounts } from '../../core/sync/summary';
import { addCounts, writeRows } from '../../sync/writeRows';
import type { Clock, Contacts, UpsertRequest } from '../../sync/ports';
import type { Entry } from './entry';
import type { Manner, Settings } from './settings';

/** Items that belong together: one workspace, one run, written in one manner or only shown. */
export interface Delivery extends Manner {
	workspaceId: string;
	runId: string;
	/** Whether nothing more of its run is written after it: where the run is to end, it may. */
	isLast: boolean;
	entries: Entry[];
}

/** Nearly always one: several where a workflow merges workspaces, or says of each item how it is to be written. */
export function deliveriesOf(entries: Entry[]): Delivery[] {
	const deliveries = new Map<string, Delivery>();
	const lastOfRun = new Map<string, Delivery>();
	for (const entry of entries) {
		const { workspaceId, runId, manner } = entry;
		const key = JSON.stringify([workspaceId, runId, manner]);
		const known = deliveries.get(key);
		const delivery = known ?? { workspaceId, runId, ...manner, isLast: false, entries: [] };
		delivery.entries.push(entry);
		deliveries.set(key, delivery);
		if (!known && !manner.dryRun) lastOfRun.set(JSON.stringify([workspaceId, runId]), delivery);
	}
	for (const delivery of lastOfRun.values()) delivery.isLast = true;
	return [...deliveries.values()];
}

export interface Delivered {
	delivery: Delivery;
	/** By item index; an item without a row failed here already. */
	outcomes: Map<number, RowOutcome>;
	answer: UpsertAnswer;
}

/** Writes one delivery in batches; the last one ends the run, if it is to end here. */
export async function deliver(
	ports: { contacts: Contacts; clock: Clock },
	delivery: Delivery,
	{ settings, workflowId }: { settings: Settings; workflowId: string },
): Promise<Delivered> {
	refuseBrokenRun(delivery);
	const outcomes = new Map<number, RowOutcome>();
	const readable = delivery.entries.filter(hasRow);
	let answer: UpsertAnswer = { rows: [], counts: noCounts() };
	for (let start = 0; start < readable.length; start += settings.batchSize) {
		const batch = readable.slice(start, start + settings.batchSize);
		const last = start + settings.batchSize >= readable.length;
		const part = await writeRows(
			ports,
			batch.map(({ row }) => row),
			{
				...requestOf(delivery, workflowId),
				finish: last ? finishOf(delivery, settings) : 'never',
			},
		);
		batch.forEach(({ index }, at) => outcomes.set(index, part.rows[at] ?? LOST));
		answer = { ...part, rows: [], counts: addCounts(answer.counts, part.counts) };
	}
	for (const { index, unreadable } of delivery.entries) {
		if (unreadable) outcomes.set(index, { crm_id: '', outcome: 'failed', reason: unreadable });
	}
	return { delivery, outcomes, answer };
}

/** What a node on the way made of `sync` would else come back as a question of Supabase about the type uuid. */
function refuseBrokenRun({ workspaceId, runId, dryRun }: Delivery): void {
	if (runId === '' || dryRun) return;
	const broken = !z.string().uuid().safeParse(runId).success;
	if (!broken && workspaceId !== '') return;
	const reason = broken
		? `"${runId.slice(0, 50)}" is no run ID.`
		: 'The items name a run and no workspace.';
	throw new Refused('not_current', { closed_by: 'unknown', reason });
}

/** Cannot be: the database answers every row. Said rather than passed over, should it ever happen. */
const LOST: RowOutcome = {
	crm_id: '',
	outcome: 'failed',
	reason: 'Supabase gave no answer for it',
};

const hasRow = (entry: Entry): entry is Entry & { row: ContactRow | SetAside } =>
	entry.row !== undefined;

const requestOf = (
	{ workspaceId, runId, dryRun, link, skipWithoutContactMethods }: Delivery,
	workflowId: string,
): Omit<UpsertRequest, 'batchId' | 'rows' | 'finish'> => ({
	workspaceId: workspaceId || null,
	runId: dryRun ? null : runId || null,
	link,
	skipWithoutContactMethods,
	dryRun,
	// Items that lost their run while one of this workflow's is open are refused; a look writes nothing.
	workflowId: dryRun ? null : workflowId,
});

function finishOf(
	{ runId, dryRun, isLast }: Delivery,
	{ finish }: Settings,
): UpsertRequest['finish'] {
	if (runId === '' || dryRun || !isLast) return 'never';
	return finish === 'afterThisBatch' ? 'now' : finish;
}
