import type { INodeExecutionData } from 'n8n-workflow';

import {
	addPeople,
	begunWorld,
	cursorOf,
	idsOf,
	leaseEnds,
	runsOf,
	said,
} from '../support/world/changes';
import type { World } from '../support/world/world';

describe('an execution that comes later than the lease of its run', () => {
	let world: World;
	let ids: number[];
	let items: INodeExecutionData[];
	let before: unknown;
	beforeEach(async () => {
		world = await begunWorld();
		ids = addPeople(world, 6);
		before = await cursorOf(world);
		items = await world.poll();
		await leaseEnds(world);
	});
	afterEach(async () => await world.end());

	const everything = async () => ({
		contacts: await world.contacts(),
		state: await world.state(),
		runs: await runsOf(world),
		handedOut: [
			...(await world.database.sql`select * from servicetitan_sync_handed_out order by crm_id`),
		],
		failures: [...(await world.database.sql`select * from servicetitan_sync_failures`)],
		delivered: [
			...(await world.database.sql`select * from servicetitan_sync_delivered order by 1, 2, 3`),
		],
	});

	it('is accepted as long as nobody took over, and has its lease back from its first part on', async () => {
		expect((await world.upsert(items.slice(0, 3))).summary).toMatchObject({ created: 3 });
		expect(await world.poll()).toEqual([]);
		const { summary } = await world.upsert(items.slice(3));
		expect(summary).toMatchObject({ status: 'completed', created: 6 });
		expect(await cursorOf(world)).not.toEqual(before);
	});

	it('finds the lease doubled that the run has which took over from it, and short again after a good one', async () => {
		const again = await world.poll();
		expect(await world.state()).toMatchObject({ lease_minutes: 20 });
		await world.upsert(again);
		world.pass(15);
		await world.poll();
		expect(await world.state()).toMatchObject({ lease_minutes: 10 });
	});

	it('gets no more than an hour where it asked for more than half of one', async () => {
		const options = { leaseMinutes: 45 };
		await world.poll({}, { options });
		await leaseEnds(world);
		await world.poll({}, { options });
		expect(await world.state()).toMatchObject({ lease_minutes: 60 });
	});

	it.each<[story: string, act: () => Promise<unknown>]>([
		['the Upsert', async () => await world.upsert(items)],
		[
			'the Upsert that is to finish with this batch',
			async () => await world.upsert(items, { options: { finishRun: 'afterThisBatch' } }),
		],
		[
			'Finish Run',
			async () => await world.sync('finishRun', { runId: String(syncOf(items[0]).runId) }),
		],
	])('is refused in words once another run took over, and changes nothing: %s', async (_, act) => {
		const again = await world.poll();
		expect(idsOf(again)).toEqual(ids);
		const all = await everything();
		expect(await said(act())).toMatch(
			/no longer the current one\. Handed out 6 customers, 6 never written/,
		);
		expect(await everything()).toEqual(all);
		expect((await world.upsert(again)).summary).toMatchObject({ status: 'completed', created: 6 });
	});

	it('does not end the run that took over when its own failure is recorded', async () => {
		const begun = new Date().toISOString();
		await world.database.sql`
			update servicetitan_sync_runs set started_at = started_at - interval '20 minutes' where status = 'running'`;
		const again = await world.poll();
		await world.database.sql`
			update servicetitan_sync_runs set started_at = now() + interval '5 seconds' where status = 'running'`;
		const [answer] = await world.sync('failRun', {
			workflowId: 'w1',
			startedAt: begun,
			failure: 'The run these customers belong to is no longer the current one',
		});
		expect(answer).toMatchObject({ outcome: 'nothing_open' });
		expect((await world.upsert(again)).summary).toMatchObject({ status: 'completed' });
	});
});

const syncOf = (item: INodeExecutionData | undefined) => item?.json.sync as { runId: string };
