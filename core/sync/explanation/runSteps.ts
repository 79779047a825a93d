import { ended } from '../../ended';
import { inUtc } from '../../inUtc';
import { parseInstant, type Instant } from '../../instant';
import { sinceOf } from '../window';
import { isThere, ownOf } from './contactSteps';
import type { DatabaseEvidence, Evidence } from './evidence';
import { judge, ok, problem, SYNC_IT_NOW, warning, type Judged } from './step';

/** What the runs had to do with a customer. */

export const wasRead = (evidence: Evidence): Judged =>
	judge(evidence.database, (database) =>
		judge(evidence.serviceTitan, (now) => {
			if (now === null) return ok('There is nothing to read.');
			const modifiedOn = now.customer.modifiedOn ?? undefined;
			if (modifiedOn === undefined)
				return warning(
					'ServiceTitan does not say when it was changed, so that runs cannot tell that it was.',
					'ServiceTitan Sync → Run Reconciliation compares such customers too.',
				);
			return judgeReading(evidence, database, modifiedOn);
		}),
	);

function judgeReading(evidence: Evidence, database: DatabaseEvidence, modifiedOn: Instant): Judged {
	const changed = `It changed ${inUtc(modifiedOn)}`;
	const stored = ownOf(database)[0]?.source_modified_on ?? '';
	if (parseInstant(stored) !== undefined && stored >= modifiedOn)
		return ok(`${changed}; a run has written that version, or a later one.`);
	if (isSame(evidence)) return ok(`${changed}; nothing that a contact holds is different by it.`);
	if (database.delivered?.startsWith(modifiedOn)) return readAndLeft(evidence, database, changed);
	const cursor = database.cursor ? parseInstant(database.cursor) : undefined;
	if (cursor === undefined) return withoutCursor(database);
	const since = database.window?.since ?? sinceOf(cursor, evidence.lookbackSeconds);
	if (modifiedOn >= since)
		return warning(
			`${changed}; the next run reads everything since ${inUtc(since)}, so that it is among them.`,
			`Wait for the next run, or ${SYNC_IT_NOW}.`,
			'notReadYet',
		);
	return problem(
		`${changed}, before the cursor (${inUtc(cursor)}): no incremental run reads it until it changes again.`,
		database.initial_sync_completed
			? `Now: ${SYNC_IT_NOW}. ServiceTitan Sync → Run Reconciliation finds all that are missing like this one.`
			: BRING_ALL,
		database.initial_sync_completed ? 'beforeCursor' : 'initialSyncMissing',
	);
}

const BRING_ALL = `ServiceTitan Sync → Run Initial Sync brings in all customers from before. For this one alone, ${SYNC_IT_NOW}.`;

const isSame = ({ trial }: Evidence): boolean =>
	'known' in trial && trial.known.outcome === 'unchanged';

function readAndLeft(evidence: Evidence, database: DatabaseEvidence, changed: string): Judged {
	const { last_outcome: last, initial_sync_completed: complete } = database;
	const became = last
		? ` What became of it: ${last.outcome}${last.reason ? `, ${ended(last.reason)}` : '.'}`
		: '';
	const found = `${changed}; a run has read that version.${became}`;
	if (isThere(evidence)) return ok(found);
	if (!last && !complete)
		return problem(
			`${changed}, before the first run, which only noted that it was there.`,
			BRING_ALL,
			'initialSyncMissing',
		);
	return warning(
		`${found} No contact came of it.`,
		`Look whether Write When of Supabase Contact Upsert, a Finish Run or a person left it out. To have it all the same, ${SYNC_IT_NOW}.`,
		'readNotWritten',
	);
}

function withoutCursor({ cursor, initial_sync_completed: done }: DatabaseEvidence): Judged {
	if (cursor || done)
		return problem(
			cursor ? `The cursor is no date and time: ${cursor}.` : 'The cursor is empty.',
			'No run can start. Set it with ServiceTitan Sync → Reset Cursor.',
			'cursorUnreadable',
		);
	return warning(
		'There is no cursor yet: no run has been here.',
		'Run ServiceTitan Sync → Run Initial Sync, then publish the workflow.',
		'initialSyncMissing',
	);
}

export const wasHandedOut = ({ database }: Evidence): Judged =>
	judge(database, ({ handed_out: handed }) => {
		if (!handed) return ok('No run has handed it to a workflow and waits for it.');
		const { acknowledged_at, outcome, is_current, lease_expired, run_status } = handed;
		if (acknowledged_at)
			return ok(`The run that is open handed it out, and it came back: ${outcome ?? 'written'}.`);
		const workflow = handed.consumer?.workflowName;
		const found = `It was handed ${workflow ? `to the workflow "${workflow}"` : 'out'}${handed.started_at ? ` by the run of ${inUtc(handed.started_at)}` : ''}`;
		if (is_current && run_status === 'running' && !lease_expired)
			return warning(
				`${found}, and has not come back yet.`,
				'Wait until its execution ends. If it has ended: is there a filter, or a node that removes `sync`, in between?',
				'awaited',
			);
		return problem(
			`${found}, and was never written.`,
			`Is there a filter, or a node that removes \`sync\`, between ServiceTitan Trigger and Supabase Contact Upsert? The next run reads it again if the cursor has not moved; if it has, ${SYNC_IT_NOW}.`,
			'neverWritten',
		);
	});

export const initialSyncDone = (evidence: Evidence): Judged =>
	judge(evidence.database, ({ initial_sync_completed: done, initial_sync_open: open }) => {
		if (done) return ok('The initial sync is complete.');
		const toDo =
			'Run ServiceTitan Sync → Run Initial Sync: it goes on where it stopped, and brings in all customers from before.';
		return warning(
			open
				? 'An initial sync has begun and is not complete: this customer may still be to come.'
				: 'The initial sync has not been run: only customers that changed since the first run arrive.',
			toDo,
		);
	});

export const switchedOn = (evidence: Evidence): Judged =>
	judge(evidence.database, ({ sync_enabled }) =>
		sync_enabled
			? ok('The sync is switched on.')
			: problem(
					'The sync of this workspace is switched off.',
					'ServiceTitan Sync → Set Enabled switches it on. Nothing is lost: its next run catches up.',
					'syncOff',
				),
	);
