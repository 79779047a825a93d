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

const UPSERT = 'rpc/servicetitan_upsert_contacts';

describe('a loop that delivers 300 customers in parts of 100', () => {
	let world: World;
	let ids: number[];
	let parts: INodeExecutionData[][];
	let before: unknown;
	beforeEach(async () => {
		world = await begunWorld();
		ids = addPeople(world, 300);
		before = await cursorOf(world);
		const items = await world.poll();
		parts = [items.slice(0, 100), items.slice(100, 200), items.slice(200)];
	});
	afterEach(async () => await world.end());

	const part = (number: number) => parts[number] ?? [];
	const written = async () => (await world.contacts()).map(({ crm_id }) => Number(crm_id));
	/** The next call of the Upsert is refused for good, as by a gateway that is set up wrongly. */
	const breakOnce = async (after = 0) =>
		await world.database.breakApi({
			kind: 'status',
			status: 400,
			body: { code: 'PGRST102', message: 'broken' },
			path: UPSERT,
			times: 1,
			after,
		});

	it('whose second part fails: the cursor stays, and the next run brings what is missing', async () => {
		await world.upsert(part(0));
		await breakOnce();
		await expect(world.upsert(part(1))).rejects.toThrow();
		expect(await cursorOf(world)).toEqual(before);
		await leaseEnds(world);
		const again = await world.poll();
		expect(idsOf(again)).toEqual(ids);
		expect((await world.upsert(again)).summary).toMatchObject({ created: 200, unchanged: 100 });
		expect(await written()).toEqual(ids);
	});

	it('whose second part fails and is tried again by Retry On Fail: the run ends well', async () => {
		await world.upsert(part(0));
		await breakOnce();
		await expect(world.upsert(part(1))).rejects.toThrow();
		await world.upsert(part(1));
		const { summary } = await world.upsert(part(2));
		expect(summary).toMatchObject({ status: 'completed', fetched: 300, created: 300 });
		expect(await cursorOf(world)).not.toEqual(before);
	});

	it('whose parts arrive at the same time: one of them ends the run, once', async () => {
		const answers = await Promise.all(parts.map(async (items) => await world.upsert(items)));
		const statuses = answers.map(({ summary }) => summary.status).sort();
		expect(statuses).toEqual(['completed', 'waiting', 'waiting']);
		expect(await runsOf(world)).toContainEqual(
			expect.objectContaining({ status: 'completed', fetched: 300, created: 300 }),
		);
	});

	it('and is executed again from where it failed, after a newer run took over: refused, and the newer one ends well', async () => {
		await world.upsert(part(0));
		await leaseEnds(world);
		const newer = await world.poll();
		expect(await said(world.upsert(part(1)))).toMatch(
			/no longer the current one.*Handed out 300 customers, 200 never written.*Nothing was written here/,
		);
		expect(await written()).toEqual(idsOf(part(0)));
		const { summary } = await world.upsert(newer);
		expect(summary).toMatchObject({ status: 'completed', fetched: 300, created: 200 });
		expect(await written()).toEqual(ids);
	});

	it('and is executed again from where it failed, after a newer run finished: nothing is written again', async () => {
		await world.upsert(part(0));
		await leaseEnds(world);
		await world.upsert(await world.poll());
		const rows = await world.contacts();
		const state = await world.state();
		expect(await said(world.upsert(part(1)))).toMatch(/no longer the current one/);
		expect(await world.contacts()).toEqual(rows);
		expect(await world.state()).toEqual(state);
	});

	it('and is executed again as a whole after its own run finished: it is told that all is written', async () => {
		for (const items of parts) await world.upsert(items);
		const rows = await world.contacts();
		const words = await said(world.upsert(part(2)));
		expect(words).toMatch(/finished/);
		expect(words).not.toMatch(/reads these customers again/);
		expect(await world.contacts()).toEqual(rows);
	});

	describe('in batches of 100 within one node, tried again by Retry On Fail', () => {
		const options = { batchSize: 100 };

		it('counts each customer once in the summary of the run', async () => {
			await breakOnce(1);
			await expect(world.upsert(parts.flat(), { options })).rejects.toThrow();
			expect(await cursorOf(world)).toEqual(before);
			const { summary } = await world.upsert(parts.flat(), { options });
			expect(summary).toMatchObject({ status: 'completed', fetched: 300 });
			expect(summary).toMatchObject({ created: 300, updated: 0, unchanged: 0, skipped: 0 });
			expect(await world.state()).toMatchObject({ last_sync_created: 300, last_sync_updated: 0 });
		});
	});

	it('some of them twice, as a merge of two branches does: each customer is counted once', async () => {
		await world.upsert([...part(0), ...part(0).slice(0, 10)]);
		const { summary } = await world.upsert([...part(1), ...part(2)]);
		expect(summary).toMatchObject({ status: 'completed', fetched: 300, created: 300, skipped: 0 });
	});
});
