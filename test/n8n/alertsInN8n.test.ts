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
	workflowId = await placeAlertingWorkflow(stage, { webhookAddress: sink.url });
}, 600_000);

afterAll(async () => {
	sink.close();
	await stage.stop();
});

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

async function until(what: string, come: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + 90_000;
	while (!(await come())) {
		if (Date.now() > end) throw new Error(`It did not come: ${what}`);
		await sleep(500);
	}
}

it('tells of rows that fail once, and once when they are written', async () => {
	const [first, second] = customers();
	rename(first?.id, 'Pat Poison');
	const told = await sink.heard('could not be written: 1');
	expect(told).toContain(`${first?.id} (Supabase refused the row: no poison here`);

	rename(second?.id, 'Sam Poison');
	const written = async () =>
		(await stage.sql`select from servicetitan_sync_failures`).length === 2;
	await until('the second row that fails', written);
	await sleep(12_000);
	expect(sink.texts).toEqual([told]);

	rename(first?.id, 'Pat Fine');
	rename(second?.id, 'Sam Fine');
	await sink.heard('over: Workspace 45963: all customers are written.');
	expect(sink.texts).toHaveLength(2);
}, 240_000);

it('tells of polls that fail while Supabase is down once, and once when it is back', async () => {
	await outage({ kind: 'refuse' });
	const told = await sink.heard('Nothing is lost: the next run reads again.');
	expect(told).toContain('Supabase');
	await sleep(20_000);
	await outage(null);
	await sink.heard('over: Runs come out well again.');
	expect(sink.texts).toHaveLength(2);
}, 240_000);

it('tells of an execution that fails before it turns to Supabase, and records the run', async () => {
	await outage({ kind: 'status', status: 403, path: 'rpc/servicetitan_upsert_contacts' });
	rename(customers()[2]?.id, 'Kim Waits');
	const told = await sink.heard('Nothing is lost');
	expect(told).toMatch(new RegExp(`http://.*/workflow/${workflowId}/executions/\\d+$`));
	await until('the record of it', async () => {
		const [execution] = await executionsWith('Record Failed Run');
		return execution?.status === 'success';
	});
	await outage(null);
	const [{ data } = { data: undefined }] = await executionsWith('Record Failed Run');
	expect(data?.output('Record Failed Run')).toMatchObject([{ outcome: 'failed' }]);
	expect(data?.startOf('Post Alert')).toBeLessThanOrEqual(data?.startOf('Record Failed Run') ?? 0);
	await sink.heard('over: Runs come out well again.');
}, 240_000);

it('goes out although the run cannot be recorded', async () => {
	// What the poll itself asks is let through; nothing after it.
	await outage({ kind: 'status', status: 403, path: 'rpc/servicetitan_upsert' });
	rename(customers()[3]?.id, 'Lee Waits');
	await until('a run that waits for its customers', async () => {
		const open = await stage.sql`
			select from servicetitan_sync_runs where status = 'running' and handed_out > 0`;
		return open.length > 0;
	});
	await outage({ kind: 'refuse' });
	await sink.heard('Nothing is lost');
	await until('the attempt to record it', async () => {
		const [execution] = await executionsWith('Record Failed Run');
		const [answer] = execution?.data.output('Record Failed Run') ?? [];
		return execution?.status === 'success' && answer?.error !== undefined;
	});
	await outage(null);
	await sink.heard('over: Runs come out well again.');
}, 240_000);

it('tells that the sync was switched off, and that it was switched on again', async () => {
	await stage.sql`update servicetitan_sync_state set sync_enabled = false`;
	await sink.heard('Workspace 45963: the sync is switched off.');
	await stage.sql`update servicetitan_sync_state set sync_enabled = true`;
	await sink.heard('over: Workspace 45963: the sync is switched on again.');
	expect(sink.texts).toHaveLength(2);
}, 240_000);

it('tries again what the webhook refused', async () => {
	sink.answer = 500;
	await stage.sql`update servicetitan_sync_state set sync_enabled = false`;
	await until('three attempts', async () => Promise.resolve(sink.requests >= 3));
	sink.answer = 200;
	await sink.heard('the sync is switched off');
	await stage.sql`update servicetitan_sync_state set sync_enabled = true`;
	await sink.heard('switched on again');
	expect(sink.texts).toHaveLength(2);
}, 240_000);

it('runs by hand, and ends well', async () => {
	const { status, data } = await stage.client.runByHand(workflowId, 'Start by Hand');
	expect([status, data.failure]).toEqual(['success', undefined]);
	expect(data.nodes).toContain('Judge Run');
}, 120_000);

it('calls the time limit by its name', async () => {
	await placeAlertingWorkflow(stage, { webhookAddress: sink.url, executionTimeout: 4 });
	await outage({ kind: 'delay', ms: 15_000, path: 'rpc/servicetitan_upsert_contacts' });
	rename(customers()[4]?.id, 'Ash Waits');
	await sink.heard('The execution was stopped by the time limit or by a person.');
	await outage(null);
}, 240_000);

it('sends nothing, and fails nowhere, while the address is the one in the file', async () => {
	await placeAlertingWorkflow(stage, {});
	await stage.sql`update servicetitan_sync_state set sync_enabled = false`;
	await sleep(25_000);
	const [execution] = await executionsWith('Read Sync Status');
	expect(execution?.status).toBe('success');
	expect(execution?.data.nodes.at(-1)).toBe('Check Alert Address');
	expect(sink.requests).toBe(0);
}, 240_000);
