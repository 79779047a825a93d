import { randomUUID } from 'node:crypto';
import { startRun } from '../stage/workspace';
import type { Stage } from '../stage/stage';

/** States that a person would ask about; each leaves what the ones before it made. */

/** A rule of the business's own on the table: it refuses one of the customers of `dailyLife`. */
export const addRuleOfBusiness = ({ sql }: Stage): Promise<unknown> =>
	sql.unsafe(`
		create or replace function refuse_test_customers() returns trigger language plpgsql as $$
		begin
			if new.lastname = 'Test' then
				raise exception 'Contacts named Test are not wanted here';
			end if;
			return new;
		end $$;
		create or replace trigger refuse_test_customers before insert or update on contacts
			for each row execute function refuse_test_customers();`);

/** New and changed customers, among them one that the rule refuses. */
export function dailyLife({ serviceTitan: { simulator } }: Stage): void {
	simulator.addCustomer({
		name: 'Test, Tom',
		contacts: [{ type: 'Email', value: 'tom@example.com' }],
	});
	simulator.addCustomer({
		name: 'Smith, Ann',
		contacts: [{ type: 'MobilePhone', value: '512-555-0142' }],
	});
	editSome(simulator.customers().slice(0, 5), simulator);
}

/** @returns the id of a customer whom nobody can call or write to */
export const addUnreachable = ({ serviceTitan: { simulator } }: Stage): number =>
	simulator.addCustomer({ name: 'Walker, Jill' }).id;

/** A bulk edit in ServiceTitan, and no run for three days. */
export async function editInBulk({ sql, serviceTitan: { simulator } }: Stage): Promise<void> {
	await sql`update servicetitan_sync_state set
		last_modified_cursor = last_modified_cursor - interval '3 days'`;
	editSome(simulator.customers().slice(10, 52), simulator);
}

const editSome = (
	customers: Array<{ id: number }>,
	simulator: Stage['serviceTitan']['simulator'],
): unknown =>
	simulator.bulkEdit(
		customers.map(({ id }) => id),
		{ address: { city: 'Round Rock' } },
	);

/** The app may read customers and not their exports. */
export function takeExportAway({ serviceTitan: { simulator } }: Stage): void {
	simulator.switches.exportPermitted = false;
}

/** As if n8n had died in the middle of a run half an hour ago, an hour after the last good one. */
export async function leaveRunOpen({ sql, supabase, serviceTitan, workspaceId }: Stage) {
	await sql`update servicetitan_sync_state set
		last_success_at = last_success_at - interval '1 hour',
		last_modified_cursor = last_modified_cursor - interval '1 hour'`;
	await sql`update servicetitan_sync_runs set
		started_at = started_at - interval '1 hour', finished_at = finished_at - interval '1 hour'`;
	await startRun(supabase, {
		workspaceId,
		tenantId: serviceTitan.account.tenantId,
		runId: randomUUID(),
		consumer: {
			workflowId: 'demoContactSync1',
			workflowName: 'ServiceTitan contact sync',
			nodeId: 'trigger',
			nodeName: 'ServiceTitan Trigger',
		},
	});
	await sql`update servicetitan_sync_state set
		run_started_at = now() - interval '32 minutes',
		lease_expires_at = now() - interval '22 minutes'`;
	await sql`update servicetitan_sync_runs set started_at = now() - interval '32 minutes'
		where status = 'running'`;
}
