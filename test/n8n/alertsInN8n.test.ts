import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

import type { Stage } from '../../demo/stage/stage';
import { mainDatabase } from '../../demo/supabase/names';
import { placeAlertingWorkflow } from './support/alertingWorkflow';
import { startTestStage } from './support/testStage';
import { openWebhookSink, type WebhookSink } from './support/webhookSink';

let stage: Stage;
let sink: WebhookSink;
let workflowId: string;

beforeAll(async () => {
	sink = await openWebhookSink();
	stage = await startTestStage({ customers: 20 });
	await refusePoison();
}, 600_000);

afterAll(async () => {
	sink.close();
	await stage.stop();
});

afterEach(() => outage(null));

beforeEach(async () => {
	const n8nDatabase = postgres(stage.place.database, { max: 1 });
	// Nothing is remembered to have been told.
	await n8nDatabase`update workflow_entity set "staticData" = null where id = ${workflowId}`;
	await n8nDatabase.end();
	Object.assign(sink, { texts: [], answer: 200, requests: 0 });
});

/** A rule of the user's own, which refuses one customer and takes the others. */
const refusePoison = () =>
	stage.sql.unsafe(`
		create function refuse_poison() returns trigger language plpgsql as $$
		begin
			if new.lastname = 'Poison' then raise exception 'no poison here'; end if;
			return new;
		end $$;
		create trigger refuse_poison before insert or update on contacts
		for each row execute function refuse_poison()`);

const customers = () => stage.serviceTitan.simulator.customers().filter(({ active }) => active);
const rename = (id: number | undefined, name: string) =>
	stage.serviceTitan.simulator.editCustomer(Number(id), { name, type: 'Residential' });
const outage = (wanted: Parameters<Stage['supabase']['control']['setOutage']>[1]) =>
	stage.supabase.control.setOutage(mainDatabase, wanted);

/** The executions in which a node ran, newest first. */
async function executionsWith(node: string) {
	const all = await stage.client.executions(workflowId, 50);
	const read = await Promise.all(all.map(({ id }) => stage.client.execution(id)));
	return read.filter(({ data }) => data.nodes.includes(node));
}

const idsWith = async (node: string) => new Set((await executionsWith(node)).map(({ id }) => id));

/** The newest execution that tried to record a failed run, when it has ended. */
async function recorded(before: Set<string>) {
	const find = async () =>
		(await executionsWith('Record Failed Run')).find(
			({ id, status }) => !before.has(id) && status === 'success',
		);
	await until('the attempt to record a failed run', async () => (await find()) !== undefined);
	const found = await find();
	if (!found) throw new Error('n8n forgot an execution.');
	return found;
}

const enable = (enabled: boolean) =>
	stage.sql`update servicetitan_sync_state set sync_enabled = ${enabled}`;

async function until(what: string, come: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + 90_000;
	while (!(await come())) {
		if (Date.now() > end) throw new Error(`It did not come: ${what}`);
		await sleep(500);
	}
}

/** Something for the next poll, so that there is a run with a summary. */
const changeSomething = () => rename(customers().at(-1)?.id, `Robin ${Date.now()}`);

describe('with polls and executions that fail', () => {
	beforeAll(async () => {
		workflowId = await placeAlertingWorkflow(stage, { webhookAddress: sink.url });
	}, 60_000);

	it('tells of polls that fail while Supabase is down once, and once when a run came out well', async () => {
		await outage({ kind: 'reset' });
		const told = await sink.heard('Nothing is lost: the next run reads again.');
		expect(told).toContain('Supabase');
		const failures = (await executionsWith('Describe Failure')).length;
		await until('a further poll that fails', async () => {
			const newest = await executionsWith('Describe Failure');
			return newest.length > failures && newest[0]?.status === 'success';
		});
		expect(sink.texts).toEqual([told]);
		await outage(null);
		changeSomething();
		await sink.heard('over: Runs come out well again.');
		expect(sink.texts).toHaveLength(2);
	}, 240_000);

	it('tells of an execution that fails before it turns to Supabase, and records the run', async () => {
		const before = await idsWith('Record Failed Run');
		await outage({ kind: 'status', status: 403, path: 'rpc/servicetitan_upsert_contacts' });
		changeSomething();
		const told = await sink.heard('Nothing is lost');
		expect(told).toMatch(new RegExp(`http://.*/workflow/${workflowId}/executions/\\d+$`));
		const { data } = await recorded(before);
		expect(data.output('Record Failed Run')).toMatchObject([{ outcome: 'failed' }]);
		expect(data.startOf('Post Alert')).toBeLessThanOrEqual(data.startOf('Record Failed Run') ?? 0);
		await outage(null);
		await sink.heard('over: Runs come out well again.');
		expect(sink.texts).toHaveLength(2);
	}, 240_000);

	it('tells of it although the run cannot be recorded', async () => {
		const before = await idsWith('Record Failed Run');
		await outage({ kind: 'status', status: 403, path: 'rpc/servicetitan_upsert_contacts' });
		await stage.sql`revoke execute on function servicetitan_fail_run from service_role`;
		changeSomething();
		await sink.heard('Nothing is lost');
		const { data, status } = await recorded(before);
		expect(status).toBe('success');
		expect(data.output('Record Failed Run')).toMatchObject([{ error: expect.any(String) }]);
		await stage.sql`grant execute on function servicetitan_fail_run to service_role`;
		await stage.sql`select servicetitan_release_run(${stage.workspaceId}, 'so that the tests go on')`;
	}, 240_000);

	it('calls the time limit by its name', async () => {
		await placeAlertingWorkflow(stage, { webhookAddress: sink.url, executionTimeout: 4 });
		await outage({ kind: 'delay', ms: 15_000, path: 'rpc/servicetitan_upsert_contacts' });
		changeSomething();
		await sink.heard('The execution was stopped by the time limit or by a person.');
	}, 240_000);
});

describe('with the watchdog looking between polls', () => {
	beforeAll(async () => {
		const changes = { webhookAddress: sink.url, watchful: true };
		workflowId = await placeAlertingWorkflow(stage, changes);
	}, 60_000);

	it('tells of rows that fail once, and once when they are written', async () => {
		const [first, second] = customers();
		rename(first?.id, 'Pat Poison');
		const told = await sink.heard('could not be written: 1');
		expect(told).toContain(`${first?.id} (Supabase refused the row: no poison here`);

		rename(second?.id, 'Sam Poison');
		await until('a second row that fails', async () => {
			const rows = await stage.sql`select from servicetitan_sync_failures`;
			return rows.length === 2;
		});
		await sleep(12_000);
		expect(sink.texts).toEqual([told]);

		rename(first?.id, 'Pat Fine');
		rename(second?.id, 'Sam Fine');
		await sink.heard('over: Workspace 45963: all customers are written.');
		expect(sink.texts).toHaveLength(2);
	}, 240_000);

	it('tells that the sync was switched off, and that it was switched on again', async () => {
		await enable(false);
		await sink.heard('Workspace 45963: the sync is switched off.');
		await enable(true);
		await sink.heard('over: Workspace 45963: the sync is switched on again.');
		expect(sink.texts).toHaveLength(2);
	}, 240_000);

	it('tries again what the webhook refused', async () => {
		sink.answer = 500;
		await enable(false);
		await until('three attempts', async () => Promise.resolve(sink.requests >= 3));
		sink.answer = 200;
		await sink.heard('the sync is switched off');
		await enable(true);
		await sink.heard('switched on again');
		expect(sink.texts).toHaveLength(2);
	}, 240_000);

	it('runs by hand, and ends well', async () => {
		const { status, data } = await stage.client.runByHand(workflowId, 'Start by Hand');
		expect([status, data.failure]).toEqual(['success', undefined]);
		expect(data.nodes).toContain('Judge Run');
	}, 120_000);

	it('sends nothing, and fails nowhere, while the address is the one in the file', async () => {
		await placeAlertingWorkflow(stage, { watchful: true });
		const before = await idsWith('Read Sync Status');
		await enable(false);
		const look = async () =>
			(await executionsWith('Read Sync Status')).find(
				({ id, status }) => !before.has(id) && status === 'success',
			);
		await until('a look that ends well', async () => (await look()) !== undefined);
		expect((await look())?.data.nodes.at(-1)).toBe('Check Alert Address');
		expect(sink.requests).toBe(0);
		await enable(true);
	}, 240_000);
});
