import type { Evidence, Permission } from '../../../../core/sync/diagnosis/evidence';
import { diagnose } from '../../../../core/sync/diagnosis/diagnose';
import type { Item } from '../../../../core/sync/diagnosis/item';
import { known, type Known } from '../../../../core/sync/diagnosis/known';
import {
	stateSeen,
	type FactsSeen,
	type RunSeen,
	type StateSeen,
	type Suspected,
} from '../../../../core/sync/diagnosis/stateSeen';

/** A Wednesday noon, in UTC and in the workspace. */
export const NOW = '2026-07-01T12:00:00.0000000Z';

export const minutesAgo = (minutes: number): string =>
	new Date(Date.parse('2026-07-01T12:00:00Z') - minutes * 60_000).toISOString();

const account = { tenantId: '7', environment: 'production' };
const allowed: Known<Permission> = known({ allowed: true });

/** A run that ended well a few minutes ago, and what is different about it. */
export const run = (more: Partial<RunSeen> = {}): Partial<RunSeen> & Record<string, unknown> => ({
	mode: 'incremental',
	source: 'trigger',
	status: 'completed',
	started_at: minutesAgo(10),
	finished_at: minutesAgo(9),
	...more,
});

const healthyState = {
	workspace_id: '45963',
	tenant_id: '7',
	environment: 'production',
	timezone: 'UTC',
	business_hours: { from: '06:00', to: '20:00' },
	sync_enabled: true,
	initial_sync_completed: true,
	last_modified_cursor: minutesAgo(10),
	last_success_at: minutesAgo(9),
	created_at: minutesAgo(10_000),
	consumer: { workflowName: 'Contact sync', nodeName: 'Watch Customers' },
	run: null,
	lease_expired: false,
	last_runs: [run()],
	contacts: 30_000,
};

/** The state as the database would send it, with what is different. */
export const state = (more: Record<string, unknown> = {}): Known<StateSeen> =>
	known(stateSeen.parse({ ...healthyState, ...more }));

export const facts = (more: Partial<FactsSeen> = {}): Known<FactsSeen> =>
	known({ failing: 0, gone: 0, reasons: [], waiting: 0, run_by_workflow: null, ...more });

export const suspected = (more: Partial<Suspected> = {}): Known<Suspected> =>
	known({ unique_key: true, same_customer: 0, hand_made: 0, shared: 0, examples: [], ...more });

/** All is well, but for what is different. */
export const evidence = (more: Partial<Evidence> = {}): Evidence => ({
	now: NOW,
	timezone: 'America/Chicago',
	workspaceId: '',
	account,
	supabase: known(true),
	schema: known({ applied: '20261101001960', missing: [], newer: false }),
	workspaces: known([{ workspaceId: '45963', ...account }]),
	state: state(),
	facts: facts(),
	suspected: suspected(),
	stop: null,
	permissions: {
		readCustomers: allowed,
		readContactMethods: allowed,
		exportContactMethods: allowed,
		exportCustomers: allowed,
	},
	waiting: known(0),
	clockAhead: known(1),
	...more,
});

export function itemOf(check: string, more: Partial<Evidence> = {}): Item {
	const item = diagnose(evidence(more)).find((one) => one.check === check);
	if (!item) throw new Error(`There is no check ${check}`);
	return item;
}

/** "problem: what was found" */
export const said = (check: string, more: Partial<Evidence> = {}): string => {
	const { status, found } = itemOf(check, more);
	return `${status}: ${found}`;
};

export const failedWith = (found: string, toDo = 'Do this.'): Known<never> => ({
	state: 'failed',
	found,
	toDo,
});
