import { randomUUID } from 'node:crypto';
import { row } from '../../support/rows';
import { consumer, tenant } from '../../support/runs';

/** The run that goes on in the workspace under attack. */
export interface Target {
	workspace: string;
	run: string;
}

/** A function of the sync with arguments that are in order: each is then replaced by something that is not. */
export interface SoundCall {
	name: string;
	args: Record<string, unknown>;
	/** The arguments that are text, of any content. */
	texts: string[];
}

/** Every function that the nodes call, in order. A test sees that none is missing. */
export const soundCalls = ({ workspace, run }: Target): SoundCall[] => [
	{
		name: 'set_up_workspace',
		args: {
			p_workspace_id: workspace,
			p_tenant_id: tenant.tenant_id,
			p_environment: tenant.environment,
			p_timezone: 'America/Chicago',
			p_business_hours: { from: '06:00', to: '20:00' },
			p_run_by_workflow: consumer.workflowId,
		},
		texts: ['p_workspace_id', 'p_tenant_id', 'p_environment', 'p_timezone', 'p_run_by_workflow'],
	},
	{
		name: 'start_run',
		args: {
			p_workspace_id: workspace,
			p_run_id: randomUUID(),
			p_mode: 'incremental',
			p_source: 'trigger',
			p_consumer: consumer,
			p_tenant_id: tenant.tenant_id,
			p_environment: tenant.environment,
			p_lease_minutes: 10,
			p_again: false,
		},
		texts: ['p_workspace_id', 'p_mode', 'p_source', 'p_tenant_id', 'p_environment'],
	},
	{
		name: 'checkpoint_run',
		args: {
			p_workspace_id: workspace,
			p_run_id: run,
			p_handed_out: ['1'],
			p_commit: { note: 'a note' },
			p_fetched: 1,
			p_backfill: { stage: 'customers', customersFrom: 'place-1', contactsFrom: null },
			p_progress: { read: 1 },
		},
		texts: ['p_workspace_id'],
	},
	{
		name: 'upsert_contacts',
		args: {
			p_workspace_id: workspace,
			p_rows: [row('1')],
			p_run_id: run,
			p_batch_id: randomUUID(),
			p_options: { link: true },
		},
		texts: ['p_workspace_id'],
	},
	{
		name: 'finish_run',
		args: {
			p_workspace_id: workspace,
			p_run_id: run,
			p_commit: { cursor_to: '2026-07-01T12:00:00Z' },
			p_when: 'all_arrived',
			p_fetched: 1,
		},
		texts: ['p_workspace_id', 'p_when'],
	},
	{
		name: 'fail_run',
		args: {
			p_workspace_id: workspace,
			p_run_id: run,
			p_kind: 'unavailable',
			p_failure: 'It failed.',
			p_workflow_id: consumer.workflowId,
			p_age_seconds: 60,
			p_node_name: consumer.nodeName,
		},
		texts: ['p_workspace_id', 'p_kind', 'p_failure', 'p_workflow_id', 'p_node_name'],
	},
	{
		name: 'release_run',
		args: { p_workspace_id: workspace, p_reason: 'It hangs.', p_take_over: false },
		texts: ['p_workspace_id', 'p_reason'],
	},
	{
		name: 'reset_cursor',
		args: {
			p_workspace_id: workspace,
			p_cursor: '2026-07-01T12:00:00Z',
			p_reason: 'We moved.',
			p_consumer: consumer,
		},
		texts: ['p_workspace_id', 'p_reason'],
	},
	{
		name: 'set_enabled',
		args: { p_workspace_id: workspace, p_enabled: true },
		texts: ['p_workspace_id'],
	},
	{
		name: 'stage_methods',
		args: {
			p_workspace_id: workspace,
			p_run_id: run,
			p_methods: [{ id: 1, customerId: 2, value: '+13125550001' }],
			p_backfill: { stage: 'contactMethods', contactsFrom: 'place-1' },
			p_progress: { read: 1 },
		},
		texts: ['p_workspace_id'],
	},
	{
		name: 'staged_methods',
		args: { p_workspace_id: workspace, p_customer_ids: [2] },
		texts: ['p_workspace_id'],
	},
	{
		name: 'clear_staged',
		args: { p_workspace_id: workspace, p_limit: 1 },
		texts: ['p_workspace_id'],
	},
	{
		name: 'list_crm_ids',
		args: { p_workspace_id: workspace, p_after: '1', p_limit: 1 },
		texts: ['p_workspace_id', 'p_after'],
	},
	{
		name: 'get_status',
		args: { p_workspace_id: workspace, p_runs: 10, p_contact_hours: 24 },
		texts: ['p_workspace_id'],
	},
	{
		name: 'suspected_duplicates',
		args: { p_workspace_id: workspace, p_limit: 3 },
		texts: ['p_workspace_id'],
	},
	{ name: 'diagnosis_facts', args: { p_workspace_id: workspace }, texts: ['p_workspace_id'] },
	{
		name: 'customer_evidence',
		args: {
			p_workspace_id: workspace,
			p_crm_id: '1',
			p_contact: { email: 'ada@example.com', phone_forms: ['13125550001'], elsewhere: true },
		},
		texts: ['p_workspace_id', 'p_crm_id'],
	},
	{ name: 'list_workspaces', args: {}, texts: [] },
	{ name: 'list_turns', args: {}, texts: [] },
	{
		name: 'take_turns',
		args: {
			p_workspaces: [{ workspace_id: workspace, dispatched_at: null }],
			p_dispatch_id: randomUUID(),
			p_limit: 1,
		},
		texts: [],
	},
	{
		name: 'health_facts',
		args: { p_workspace_id: workspace, p_workflow_id: consumer.workflowId },
		texts: ['p_workspace_id', 'p_workflow_id'],
	},
	{
		name: 'walked',
		args: {
			p_workspace_id: workspace,
			p_from: '2026-07-01T12:00:00Z',
			p_to: '2026-07-01T13:00:00Z',
		},
		texts: ['p_workspace_id'],
	},
	{
		name: 'note_findings',
		args: {
			p_workspace_id: workspace,
			p_findings: [
				{ kind: 'stuck', wrong: true, text: 'It hangs.', toDo: 'Wait.', over: 'It goes on.' },
			],
			p_remind_minutes: 60,
			p_tell: true,
		},
		texts: ['p_workspace_id'],
	},
	{
		name: 'mark_told',
		args: { p_alerts: [{ incident_id: randomUUID(), event: 'opened' }], p_sent: true },
		texts: [],
	},
	{ name: 'contact_columns', args: {}, texts: [] },
	{ name: 'schema_version', args: {}, texts: [] },
];
