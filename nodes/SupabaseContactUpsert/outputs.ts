import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { RowOutcome } from '../../core/contact/contactRow';
import {
	countsOf,
	MOST_FAILED_ROWS,
	sentenceOf,
	summaryOfFinished,
	type Summary,
} from '../../core/sync/summary';
import type { Delivered } from './delivery';
import type { Entry } from './entry';

/** What became of one customer, as the Contacts output shows it. */
export function contactItem(entry: Entry, outcome: RowOutcome): INodeExecutionData {
	const { row } = entry;
	const written = row && 'custom_fields' in row ? row : undefined;
	const json: IDataObject = {
		outcome: outcome.outcome,
		reason: outcome.reason ?? null,
		changed: outcome.changed ?? null,
		crmId: row?.crm_id ?? null,
		contactId: outcome.contact_id ?? null,
		possibleTwin: outcome.twin ?? null,
		firstname: written?.firstname ?? null,
		lastname: written?.lastname ?? null,
		phone: written?.phone ?? null,
		email: written?.email ?? null,
	};
	return { json, pairedItem: { item: entry.index } };
}

export function summaryItem(delivered: Delivered): INodeExecutionData {
	const first = delivered.delivery.entries[0]?.index ?? 0;
	return { json: { ...summaryOf(delivered) }, pairedItem: { item: first } };
}

/** The whole run's summary once it is finished, until then that of the items at hand. */
function summaryOf(delivered: Delivered): Summary {
	const { run } = delivered.answer;
	return run?.outcome === 'finished' ? summaryOfFinished(run) : summaryOfItems(delivered);
}

function summaryOfItems({ delivery, outcomes, answer }: Delivered): Summary {
	const unreadable = delivery.entries.filter(({ row }) => row === undefined).length;
	const counts = { ...countsOf(answer.counts), failed: answer.counts.failed + unreadable };
	const fetched = delivery.entries.length;
	const remaining = answer.remaining ?? 0;
	return {
		runId: delivery.runId || null,
		workspaceId: delivery.workspaceId || null,
		status: statusOf(delivery.dryRun, delivery.runId !== '', counts.failed),
		message: messageOf(sentenceOf(counts, fetched), { ...delivery, remaining }),
		fetched,
		...counts,
		remaining,
		failedRows: [...outcomes.values()]
			.filter(({ outcome }) => outcome === 'failed')
			.slice(0, MOST_FAILED_ROWS)
			.map(({ crm_id, reason }) => ({ crm_id, reason: reason ?? null })),
		cursorFrom: null,
		cursorTo: null,
		durationMs: null,
	};
}

function statusOf(dryRun: boolean, inRun: boolean, failed: number): Summary['status'] {
	if (dryRun) return 'dryRun';
	if (inRun) return 'waiting';
	return failed > 0 ? 'completed_with_failures' : 'completed';
}

function messageOf(
	sentence: string,
	{ dryRun, runId, remaining }: { dryRun: boolean; runId: string; remaining: number },
): string {
	if (dryRun) return `${sentence} Nothing was written: this is what a run would do.`;
	if (runId === '') return sentence;
	return remaining > 0
		? `${sentence} The run waits for ${remaining} more of the customers that were handed out.`
		: `${sentence} The run is still open: ServiceTitan Sync, Finish Run, ends it.`;
}
