import { isCurrent, newestRuns, unacknowledged, type Database } from './database';
import { finishRun } from './finishRun';
import { arrayOrEmpty, emptyAsNull, objectOrEmpty, textOf, type JsonObject } from './json';
import { findLinks } from './linking';
import { creditRun } from './creditRun';
import { countOutcomes, noteFailures, type RowVerdict } from './outcomes';
import { noteLate } from './noteLate';
import { refused } from './refusals';
import { holder, notCurrent, unknownWorkspace } from './runAnswers';
import { sortRows } from './sortRows';
import type { StateRow } from './tables';
import { writeRow } from './writeRow';

/** A call as it is meant, once the arguments are read. */
interface Batch {
	workspaceId: string | null;
	runId: string | null;
	batchId: string | null;
	rows: unknown[];
	link: boolean;
	skipUnreachable: boolean;
	dryRun: boolean;
	brief: boolean;
	finish: string;
	workflowId: string | null;
}

function batchOf(args: JsonObject): Batch {
	const options = objectOrEmpty(args.p_options);
	return {
		workspaceId: emptyAsNull(textOf(args.p_workspace_id)),
		runId: textOf(args.p_run_id),
		batchId: textOf(args.p_batch_id),
		rows: arrayOrEmpty(args.p_rows),
		link: options.link !== false,
		skipUnreachable: options.skip_without_contact_methods !== false,
		dryRun: options.dry_run === true,
		brief: options.brief === true,
		finish: textOf(options.finish) ?? 'never',
		workflowId: textOf(options.workflow_id),
	};
}

/** servicetitan_upsert_contacts: one outcome for each row, in the order of the rows. */
export function upsertContacts(database: Database, args: JsonObject): JsonObject {
	const { tables } = database;
	const batch = batchOf(args);
	const known = tables.batches.get(batch.batchId ?? '');
	if (known && known.workspace_id === batch.workspaceId) return known.result;
	const lost = lostRun(database, batch);
	if (lost) return { outcome: 'sync_lost', holder: lost };
	const state = tables.state.get(batch.workspaceId ?? '');
	if (!state) return unknownWorkspace(textOf(args.p_workspace_id));
	if (batch.runId !== null && !isCurrent(database, state, batch.runId)) {
		const late = { workspaceId: state.workspace_id, runId: batch.runId };
		if (!batch.dryRun) noteLate(database, late, batch.rows);
		return notCurrent(database, state, batch.runId);
	}
	if (known && !batch.dryRun) throw refused(BATCH_ID_TAKEN);
	const answer = batch.dryRun
		? rolledBack(database, () => answerOf(database, state, batch))
		: answerOf(database, state, batch);
	if (!batch.dryRun && batch.batchId !== null) {
		tables.batches.set(batch.batchId, {
			batch_id: batch.batchId,
			workspace_id: state.workspace_id,
			run_id: batch.runId,
			result: answer,
			created_at: database.now,
		});
	}
	return answer;
}

/** The id of a batch is unique over all workspaces. */
const BATCH_ID_TAKEN = {
	kind: 'rejected' as const,
	detail: 'duplicate key value violates unique constraint "servicetitan_sync_batches_pkey"',
	code: '23505',
	status: 409,
};

function rolledBack<T>({ tables }: Database, work: () => T): T {
	const before = tables.contacts;
	try {
		return work();
	} finally {
		tables.contacts = before;
	}
}

/** The open run whose customers seem to have lost their `sync` on the way, or null. */
function lostRun(
	database: Database,
	{ workspaceId, runId, dryRun, workflowId }: Batch,
): JsonObject | null {
	if (runId !== null || dryRun || workflowId === null) return null;
	const [open] = newestRuns(
		database,
		(run) =>
			run.status === 'running' &&
			textOf(run.consumer?.workflowId) === workflowId &&
			(workspaceId === null || run.workspace_id === workspaceId) &&
			database.tables.state.get(run.workspace_id)?.run_id === run.run_id &&
			unacknowledged(database, run.run_id) > 0,
	);
	const state = database.tables.state.get(open?.workspace_id ?? '');
	return state ? holder(database, state) : null;
}

function answerOf(database: Database, state: StateRow, batch: Batch): JsonObject {
	const { runId, dryRun } = batch;
	const verdicts = writeBatch(database, state.workspace_id, batch);
	const counts = countOutcomes(verdicts);
	if (!dryRun) {
		const { workspace_id: workspaceId } = state;
		noteFailures(database, { workspaceId, runId, rows: batch.rows }, verdicts);
		if (runId !== null) creditRun(database, state, { verdicts, rows: batch.rows });
	}
	const inOrder = [...verdicts].sort((a, b) => a.ord - b.ord);
	return {
		outcome: 'ok',
		rows: batch.brief ? [] : inOrder.map((verdict) => shown(verdict, dryRun)),
		counts,
		remaining: runId === null ? null : unacknowledged(database, runId),
		run: finished(database, state, batch),
	};
}

function writeBatch(database: Database, workspaceId: string, batch: Batch): RowVerdict[] {
	const { verdicts, rows } = sortRows(batch.rows, database.further);
	const contacts = database.tables.contacts.filter(
		({ workspace_id }) => workspace_id === workspaceId,
	);
	const writing = {
		workspaceId,
		links: batch.link ? findLinks(contacts, rows) : new Map(),
		skipUnreachable: batch.skipUnreachable,
	};
	return [...verdicts, ...rows.map((row) => writeRow(database, writing, row))];
}

/** A contact that was created in a dry run is gone again. */
const shown = ({ ord, ...verdict }: RowVerdict, dryRun: boolean): JsonObject => ({
	reason: null,
	contact_id: null,
	twin: null,
	...verdict,
	...(dryRun && verdict.outcome === 'created' ? { contact_id: null } : {}),
});

function finished(database: Database, state: StateRow, batch: Batch): JsonObject | null {
	const when = batch.finish === 'when_all_arrived' ? 'all_arrived' : batch.finish;
	if (batch.dryRun || batch.runId === null || !['all_arrived', 'now'].includes(when)) return null;
	const { workspace_id: p_workspace_id } = state;
	return finishRun(database, { p_workspace_id, p_run_id: batch.runId, p_when: when });
}
