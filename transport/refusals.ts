import { z } from 'zod';

import { holder } from '../core/sync/run';
import type { Refused, RefusalCode } from '../core/sync/refusal';
import { sentence, type Sentence } from './words/sentence';

/** What the database may say beside a refusal; all of it foreign, so all of it optional. */
const factsSchema = z
	.object({
		workspace_id: z.string().nullish(),
		tenant_id: z.string().nullish(),
		environment: z.string().nullish(),
		workspaces: z.array(z.unknown()).nullish(),
		consumer: z.object({ workflowName: z.string(), nodeName: z.string() }).partial().nullish(),
		holder: holder.nullish(),
		status: z.string().nullish(),
		closed_by: z.string().nullish(),
		reason: z.string().nullish(),
		cursor: z.string().nullish(),
		now: z.string().nullish(),
	})
	.catch({});

type Facts = z.output<typeof factsSchema>;

/** What a webhook that runs the sync answers with: 409 while another run goes on. */
export const httpCodeOfRefusal = (code: RefusalCode): string => HTTP_CODES[code] ?? '400';

const HTTP_CODES: Partial<Record<RefusalCode, string>> = {
	unknown_workspace: '404',
	other_tenant: '403',
	disabled: '409',
	other_consumer: '409',
	running: '409',
	not_current: '409',
	initial_sync_done: '409',
};

/** A refusal of the database in words: what happened, then what to do. */
export const sentenceOfRefusal = ({ code, facts }: Refused): Sentence =>
	WORDS[code](factsSchema.parse(facts));

const named = ({ workspace_id }: Facts): string => (workspace_id ? ` ${workspace_id}` : '');

const consumerName = ({ consumer, holder: held }: Facts): string => {
	const { workflowName, nodeName } = { ...held?.consumer, ...consumer };
	const node = typeof nodeName === 'string' && nodeName !== '' ? `"${nodeName}"` : 'another node';
	return typeof workflowName === 'string' && workflowName !== ''
		? `${node} of the workflow "${workflowName}"`
		: node;
};

const progressOf = ({ holder: held }: Facts): string =>
	held?.progress ? ` So far: ${held.progress.message}` : '';

const clock = (instant: string | null | undefined): string =>
	instant ? `${instant.slice(0, 16).replace('T', ' ')} UTC` : 'some time ago';

/** What becomes of customers whose run is closed, by what closed it. */
const WHAT_NOW: Record<string, string> = {
	finished:
		'Nothing was written here: what had arrived before it finished is in the table. If Finish Run or After This Batch ended it too early, let that node come after the last Supabase Contact Upsert.',
	unknown:
		'Nothing was written here. Hand on "sync" as the trigger made it, and let both nodes use the same Supabase and workspace.',
};

/** A kind that is added has to be spoken of here: the compiler says so. */
const WORDS: Record<RefusalCode, (facts: Facts) => Sentence> = {
	unknown_workspace: (facts) =>
		sentence(
			`The workspace${named(facts)} has not been set up`,
			'Run ServiceTitan Sync → Set Up Workspace once, or choose a workspace that is in the list. Nothing was written.',
		),
	ambiguous_workspace: ({ workspaces }) =>
		sentence(
			'Several workspaces belong to the tenant of this credential',
			`Choose one of them in the field Workspace: ${(workspaces ?? []).join(', ')}.`,
		),
	other_tenant: (facts) =>
		sentence(
			`The workspace${named(facts)} belongs to another ServiceTitan tenant`,
			`It was set up for tenant ${facts.tenant_id ?? 'unknown'} (${facts.environment ?? 'unknown environment'}). Choose that tenant's credential, or another workspace. Nothing was written, so that two businesses are not mixed.`,
		),
	disabled: (facts) =>
		sentence(
			`The sync of the workspace${named(facts)} is switched off`,
			'Switch it on with ServiceTitan Sync → Set Enabled, then run it again. Nothing is lost meanwhile: the next run reads everything since the last one.',
		),
	other_consumer: (facts) =>
		sentence(
			`The workspace${named(facts)} is read by ${consumerName(facts)} already`,
			'Two triggers on one workspace would take customers from each other. Switch that one off, then run ServiceTitan Sync → Release Run with Take Over, and publish this workflow again.',
		),
	running: (facts) =>
		sentence(
			`A run of the workspace${named(facts)} is going on since ${clock(facts.holder?.started_at)}`,
			`It was started by ${consumerName(facts)}.${progressOf(facts)} Nothing was written. Wait until it ends; if it gave up without saying so, the next run takes over after ${clock(facts.holder?.lease_expires_at)}.`,
		),
	not_current: (facts) =>
		sentence(
			'The run these customers belong to is no longer the current one',
			`${facts.reason ?? (facts.status ? `Its status is ${facts.status}.` : 'Another run took over, or somebody released it.')} ${WHAT_NOW[facts.closed_by ?? ''] ?? 'Nothing was written here; the next run reads these customers again.'}`,
		),
	cursor_unreadable: ({ cursor }) =>
		sentence(
			cursor
				? `The saved cursor is no date and time: ${cursor}`
				: 'The saved progress cannot be read',
			cursor
				? 'Set it with ServiceTitan Sync → Reset Cursor to the time from which changes are to be read. It was left as it is.'
				: 'Set Start From in the options of the trigger to a moment shortly before the last good poll. The progress was left as it is.',
		),
	cursor_in_future: ({ cursor, now }) =>
		sentence(
			`The cursor lies in the future: ${clock(cursor)}, and it is ${clock(now)}`,
			'A run would skip what changes until then. Set it with ServiceTitan Sync → Reset Cursor to the time from which changes are to be read. It was left as it is.',
		),
	cursor_missing: (facts) =>
		sentence(
			`The cursor of the workspace${named(facts)} is empty although its initial sync is done`,
			'Starting now would skip what changed since. Set it with ServiceTitan Sync → Reset Cursor to the time from which changes are to be read.',
		),
	sync_lost: (facts) =>
		sentence(
			'The items lost their field "sync" on the way here',
			`A run of this workflow is open since ${clock(facts.holder?.started_at)} and waits for them. Let every node between ServiceTitan Trigger and Supabase Contact Upsert keep the fields id, contacts and sync (in Edit Fields: Include Other Input Fields). Nothing was written.`,
		),
	bad_timezone: () =>
		sentence(
			'The time zone is not known',
			'Enter a name such as America/Chicago. Nothing was changed.',
		),
	initial_sync_done: (facts) =>
		sentence(
			`The initial sync of the workspace${named(facts)} is complete already`,
			'Nothing was read or written. The incremental sync keeps it in step; to compare everything once more, run ServiceTitan Sync → Run Reconciliation. If you want to copy all customers again, switch Run Again on.',
		),
	reason_missing: () =>
		sentence('A reason is needed', 'Say in a few words why; it is kept in the history of runs.'),
	bad_cursor: ({ cursor }) =>
		sentence(
			cursor ? `The new cursor is no date and time: ${cursor}` : 'The new cursor is missing',
			'Choose a date and time, or write it like 2026-03-01T06:00:00Z; without an offset it is read in the time zone of the workflow. Nothing was changed.',
		),
};
