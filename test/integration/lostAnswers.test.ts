import { addPeople, begunWorld, cursorOf, idsOf, runsOf } from '../support/world/changes';
import type { World } from '../support/world/world';

describe('an answer that gets lost after everything was done', () => {
	let world: World;
	let ids: number[];
	let before: unknown;
	beforeEach(async () => {
		world = await begunWorld();
		ids = addPeople(world, 25);
		before = await cursorOf(world);
	});
	afterEach(async () => {
		await world.database.repairApi();
		await world.end();
	});

	const lose = async (call: string, after = 0, times = 1) =>
		await world.database.breakApi({
			kind: 'loseAnswer',
			path: `rpc/servicetitan_${call}`,
			after,
			times,
		});
	const callsTo = async (call: string) =>
		(await world.database.calls()).filter(({ path }) => path.includes(`servicetitan_${call}`))
			.length;
	const options = { batchSize: 10 };
	const whole = { status: 'completed', fetched: 25, created: 25, unchanged: 0, failed: 0 };

	it.each<[story: string, call: string, after: number]>([
		['to the start', 'start_run', 0],
		['to noting what is handed out', 'checkpoint_run', 0],
		['to the first batch', 'upsert_contacts', 0],
		['to a batch in the middle', 'upsert_contacts', 1],
		['to the last batch, which finishes the run', 'upsert_contacts', 2],
	])('%s: the call is repeated, and nothing is done or counted twice', async (_, call, after) => {
		await world.database.clearCalls();
		await lose(call, after, 2);
		const items = await world.poll();
		expect(idsOf(items)).toEqual(ids);
		const { contacts, summary } = await world.upsert(items, { options });
		expect(contacts.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'created'));
		expect(summary).toMatchObject(whole);
		const without = { start_run: 1, checkpoint_run: 1, upsert_contacts: 3 }[call] ?? 0;
		expect(await callsTo(call)).toBe(without + 2);
		expect(await world.contacts()).toHaveLength(25);
		expect(await world.state()).toMatchObject({
			sync_status: 'completed',
			total_customers_synced: '25',
		});
		const [run, ...former] = await runsOf(world);
		expect(run).toMatchObject({ handed_out: 25, ...whole });
		expect(former.filter(({ status }) => status !== 'completed')).toEqual([]);
		expect(await cursorOf(world)).not.toEqual(before);
		world.pass(15);
		expect(await world.poll()).toEqual([]);
	});

	it('to the finish of a run in one node: it is repeated and says the same', async () => {
		await world.database.clearCalls();
		await lose('finish_run', 0, 2);
		expect((await world.sync('runIncrementalSync'))[0]).toMatchObject(whole);
		expect(await callsTo('finish_run')).toBe(3);
		expect(await world.state()).toMatchObject({ total_customers_synced: '25', run_id: null });
	});

	it('to the finish of a run that found nothing to hand out: the cursor moves once', async () => {
		await world.run();
		world.pass(15);
		await lose('finish_run', 0, 2);
		expect(await world.poll()).toEqual([]);
		expect(await world.state()).toMatchObject({ sync_status: 'completed', run_id: null });
	});

	it('to recording a failure: the run has failed, once, with its reason', async () => {
		world.serviceTitan.faults.rate('403', 1, { path: '/customers' });
		await lose('fail_run', 0, 2);
		await expect(world.poll()).rejects.toThrow(/ServiceTitan/);
		const failed = (await runsOf(world)).filter(({ status }) => status === 'failed');
		expect(failed).toEqual([
			expect.objectContaining({ failure: expect.stringMatching(/ServiceTitan/) }),
		]);
		expect(await world.state()).toMatchObject({ sync_status: 'failed', run_id: null });
		expect(await cursorOf(world)).toEqual(before);
	});

	it('to Finish Run: it is repeated and says the same', async () => {
		const items = await world.poll();
		await world.upsert(items.slice(0, 20));
		await lose('finish_run', 0, 2);
		const [summary] = await world.sync('finishRun', { runId: '' });
		expect(summary).toMatchObject({ status: 'completed', created: 20, skipped: 5 });
		expect(await world.state()).toMatchObject({ total_customers_synced: '20' });
	});

	it('for good, so that the poll gives up: the run is taken over later, and nothing is lost', async () => {
		await lose('start_run', 0, 100);
		// A trigger's first poll keeps silent about what passes by itself.
		expect(await world.poll()).toEqual([]);
		await world.database.repairApi();
		expect(await world.state()).toMatchObject({ sync_status: 'running' });
		// The run that nobody knows of holds the workspace until its lease is over.
		expect(await world.poll()).toEqual([]);
		await world.database.sql`update servicetitan_sync_state set lease_expires_at = now()`;
		expect(idsOf(await world.poll())).toEqual(ids);
	});
});
