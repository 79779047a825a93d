import fc from 'fast-check';

import type { ContactRecord, StateRow } from '../memory/memorySupabase';
import { backfill, clear, list, progress, stage, staged } from './backfillCalls';
import { call, instant, perhaps, runCall, someRun, workspace } from './calls';
import { at, CONSUMER, LONG_AGO, TENANT } from './steps';
import { FURTHER, UNWRITABLE } from './subject';

/** Anything that a workflow, a person or a misfortune does to the database, as data. */
export type Action =
	| { call: string; args: Record<string, unknown> }
	/** `run`: the one that is open, a new one, or one of those before, the newest first. */
	| { call: string; run: 'current' | 'new' | number; args: Record<string, unknown> }
	| { change: 'state'; workspace: string; values: Partial<StateRow> }
	| { change: 'failures'; workspace: string; values: { next_attempt_at: string } }
	| { change: 'contact'; workspace: string; place: number; values: Partial<ContactRecord> }
	| { add: Partial<ContactRecord> & { workspace_id: string } };

const crmId = fc.constantFrom('1', '2', '3', '4');
const digits = fc.constantFrom('13125550001', '13125550002', '13125550003');
const email = fc.constantFrom('ada@example.com', 'grace@example.com');

const customFields = fc.dictionary(
	fc.constantFrom('type', 'tags', 'balance'),
	fc.constantFrom<unknown>(null, 'x', 0, 1, { deep: null }),
	{ maxKeys: 3 },
);

const contactRow = fc
	.record(
		{
			firstname: perhaps(fc.constantFrom('Ada', 'Grace', '')),
			lastname: fc.constantFrom(null, 'Lovelace', 'Hopper', UNWRITABLE),
			phone: perhaps(digits.map((number) => `+${number}`)),
			email: perhaps(email),
			phone_forms: fc.array(digits, { maxLength: 2 }),
			columns: fc.constantFrom({}, { [FURTHER]: 'Owner' }, { [FURTHER]: null }, { nickname: 'x' }),
			by_reading: fc.boolean(),
			active: fc.constantFrom(true, true, false),
			custom_fields: customFields,
			all_fields: fc.constantFrom(true, true, false),
			source_modified_on: perhaps(instant),
			source_read_at: perhaps(instant),
		},
		{ requiredKeys: ['custom_fields', 'source_modified_on', 'source_read_at'] },
	)
	.chain((row) => crmId.map((crm_id) => ({ crm_id, ...row })));

const setAside = fc.record({
	crm_id: crmId,
	set_aside: fc.constantFrom('skipped', 'failed'),
	reason: fc.constantFrom('not wanted', 'unreadable'),
});

const rows = fc.array(
	fc.oneof({ weight: 8, arbitrary: contactRow }, { weight: 1, arbitrary: setAside }),
	{ maxLength: 5 },
);

const versions = fc.dictionary(fc.constantFrom('7', '8', '9'), instant, { maxKeys: 3 });

const commit = fc.record(
	{
		cursor_to: perhaps(fc.constantFrom(at(60), at(90), at(120), '2026-03-01T12:02:00.1234569Z')),
		window: fc.constantFrom(null, { stage: 'customers' }),
		contact_token: fc.constantFrom(null, 'token-1', 'token-2'),
		delivered: fc.record({ customer: versions, contact_method: versions }),
		delivered_since: fc.record({ customer: instant, contact_method: perhaps(instant) }),
		gone: fc.array(crmId, { maxLength: 2 }),
		note: fc.constantFrom(null, 'Noted.'),
		clock: fc.constantFrom(null, { ahead_seconds: 3, repeated_until: null }),
		initial_sync_completed: fc.boolean(),
	},
	{ requiredKeys: ['cursor_to'] },
);

const BATCHES = ['1', '2'].map((digit) => `00000000-0000-4000-9000-00000000000${digit}`);
const start = runCall('start_run', fc.constantFrom<'new' | number>('new', 'new', 'new', 0, 1), {
	p_workspace_id: workspace,
	p_mode: fc.constantFrom('incremental', 'incremental', 'initial', 'initial', 'reconciliation'),
	p_source: fc.constantFrom('trigger', 'sync'),
	p_consumer: fc.constantFrom(
		CONSUMER,
		CONSUMER,
		CONSUMER,
		{ ...CONSUMER, nodeId: 'node-2' },
		null,
	),
	p_tenant_id: fc.constantFrom(...Array<string>(9).fill(TENANT.tenantId), 'another'),
	p_environment: fc.constant(TENANT.environment),
	p_lease_minutes: fc.constantFrom(0, 10, 25),
	p_again: fc.boolean(),
});

const checkpoint = runCall('checkpoint_run', someRun, {
	p_workspace_id: workspace,
	p_handed_out: perhaps(fc.array(crmId, { maxLength: 4 })),
	p_commit: perhaps(commit),
	p_fetched: perhaps(fc.nat(9)),
	p_backfill: backfill,
	p_progress: progress,
});

const finish = runCall('finish_run', someRun, {
	p_workspace_id: workspace,
	p_commit: perhaps(commit),
	p_when: fc.constantFrom('now', 'all_arrived'),
	p_fetched: perhaps(fc.nat(9)),
});

const upsertArgs = {
	p_workspace_id: workspace,
	p_rows: rows,
	p_batch_id: perhaps(fc.constantFrom(...BATCHES), 1),
	p_options: fc.record(
		{
			link: fc.boolean(),
			skip_without_contact_methods: fc.boolean(),
			dry_run: fc.constantFrom(false, false, false, true),
			finish: fc.constantFrom('never', 'never', 'when_all_arrived', 'now'),
			workflow_id: fc.constantFrom(null, CONSUMER.workflowId),
			brief: fc.boolean(),
		},
		{ requiredKeys: [] },
	),
};

const fail = runCall('fail_run', someRun, {
	p_workspace_id: perhaps(workspace),
	p_kind: fc.constantFrom('unavailable', 'defect'),
	p_failure: fc.constantFrom('It broke.', ' ', null),
});

const failByWorkflow = call('fail_run', {
	p_workflow_id: fc.constantFrom(CONSUMER.workflowId, 'another'),
	p_failure: fc.constant('The workflow stopped.'),
	p_node_name: fc.constantFrom(null, '', CONSUMER.nodeName, 'Another Trigger'),
	p_age_seconds: fc.constantFrom(0, 0, 3600),
});

const release = call('release_run', {
	p_workspace_id: workspace,
	p_reason: fc.constantFrom(null, 'it hangs'),
	p_take_over: fc.boolean(),
});

const state = fc.record({
	change: fc.constant('state' as const),
	workspace,
	values: fc.constantFrom<Partial<StateRow>>(
		...Array<Partial<StateRow>>(4).fill({ lease_expires_at: LONG_AGO }),
		{ sync_status: 'idle' },
		{ run_id: null },
		{ sync_enabled: false },
		{ sync_enabled: true },
		{ last_modified_cursor: at(75) },
		{ last_modified_cursor: null },
		{ last_modified_cursor: 'infinity' },
		{ last_continue_from: null, initial_contact_token: 'typed' },
		{ initial_sync_completed: false },
	),
});

const failures = fc.record({
	change: fc.constant('failures' as const),
	workspace,
	values: fc.constant({ next_attempt_at: LONG_AGO }),
});

const contact = fc.record({
	change: fc.constant('contact' as const),
	workspace,
	place: fc.nat(3),
	values: fc.record(
		{
			metadata: fc.constantFrom<unknown>(
				{ mine: 1 },
				{ custom_fields: { type: 'x', theirs: 1 } },
				{ custom_fields: 'text' },
				[1],
			),
			phone: fc.constantFrom('(312) 555-0001', null),
		},
		{ requiredKeys: [] },
	),
});

const add = fc.record({
	add: fc.record({
		workspace_id: workspace,
		crm_id: fc.constant(null),
		firstname: fc.constantFrom('A.', 'Ada'),
		phone: perhaps(fc.constantFrom('312 555 0001', '+1 (312) 555-0002 x9', '001 312 555 0003')),
		email: perhaps(fc.constantFrom('ADA@example.com', ' grace@example.com')),
		metadata: fc.constantFrom<unknown>(null, {}, { mine: 1 }),
	}),
});

/** What happens to a database, in any order. */
export const actions: fc.Arbitrary<Action[]> = fc.array(
	fc.oneof(
		{ weight: 5, arbitrary: start },
		{ weight: 3, arbitrary: checkpoint },
		{ weight: 6, arbitrary: runCall('upsert_contacts', someRun, upsertArgs) },
		{ weight: 2, arbitrary: call('upsert_contacts', upsertArgs) },
		{ weight: 3, arbitrary: finish },
		{ weight: 1, arbitrary: fail },
		{ weight: 1, arbitrary: failByWorkflow },
		{ weight: 1, arbitrary: release },
		{ weight: 3, arbitrary: stage },
		{ weight: 1, arbitrary: staged },
		{ weight: 1, arbitrary: clear },
		{ weight: 1, arbitrary: list },
		{ weight: 3, arbitrary: state },
		{ weight: 1, arbitrary: failures },
		{ weight: 1, arbitrary: contact },
		{ weight: 2, arbitrary: add },
	) as fc.Arbitrary<Action>,
	{ minLength: 5, maxLength: 25, size: 'max' },
);
