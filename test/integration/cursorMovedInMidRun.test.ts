import type { INodeExecutionData } from 'n8n-workflow';

import { addPeople, begunWorld, cursorOf, idsOf, said } from '../support/world/changes';
import type { World } from '../support/world/world';

describe('a person moves the cursor in the middle of a run', () => {
	let world: World;
	let old: number[];
	let ids: number[];
	let items: INodeExecutionData[];
	beforeEach(async () => {
		world = await begunWorld();
		old = addPeople(world, 2, 'Old');
		await world.run();
		world.pass(120);
		ids = addPeople(world, 4);
		items = await world.poll();
		expect(idsOf(items)).toEqual(ids);
	});
	afterEach(async () => await world.end());

	const set = async (cursor: string | null) =>
		await world.database.sql`
			update servicetitan_sync_state set last_modified_cursor = ${cursor}::text::timestamptz`;
	/** By ServiceTitan's clock. */
	const minutesAgo = (minutes: number) => {
		const [newest] = world.serviceTitan.customers().slice(-1);
		return new Date(Date.parse(String(newest?.modifiedOn)) - minutes * 60_000).toISOString();
	};
	const millis = async () => Date.parse(String(await cursorOf(world)));
	const next = async () => {
		world.pass(15);
		return await world.poll();
	};

	it('back: it stays there, and the next run reads all since then, what was delivered included', async () => {
		const wanted = minutesAgo(240);
		await set(wanted);
		const { summary } = await world.upsert(items);
		expect(summary).toMatchObject({ status: 'completed', created: 4, cursorTo: null });
		expect(summary.message).toMatch(/set the cursor/);
		expect(await millis()).toBe(Date.parse(wanted));
		const again = await next();
		expect(idsOf(again)).toEqual([...old, ...ids]);
		expect((await world.upsert(again)).summary).toMatchObject({ unchanged: 6 });
		expect(await millis()).toBeGreaterThan(Date.parse(wanted));
	});

	it('forward: it stays there, and what changes afterwards arrives', async () => {
		const wanted = minutesAgo(-1);
		await set(wanted);
		await world.upsert(items);
		expect(await millis()).toBe(Date.parse(wanted));
		const later = addPeople(world, 1, 'Later');
		const again = idsOf(await world.poll());
		expect(again).toEqual(expect.arrayContaining(later));
	});

	it('to null: the next run begins at its start and says nothing of what was there', async () => {
		await set(null);
		await world.upsert(items);
		expect(await cursorOf(world)).toBeNull();
		expect(await next()).toEqual([]);
		const later = addPeople(world, 1, 'Later');
		expect(idsOf(await world.poll())).toEqual(later);
	});

	it('to null after the initial sync: the next run asks for a cursor instead of skipping', async () => {
		await set(null);
		await world.database.sql`update servicetitan_sync_state set initial_sync_completed = true`;
		await world.upsert(items);
		expect(await said(next())).toMatch(/is empty although its initial sync is done/);
		expect(await cursorOf(world)).toBeNull();
	});

	it('to something that is no moment: it is left there, and the next run names it', async () => {
		await set('infinity');
		expect((await world.upsert(items)).summary).toMatchObject({ status: 'completed', created: 4 });
		expect(await cursorOf(world)).toBe('infinity');
		expect(await said(next())).toMatch(/no date and time: infinity/);
		expect(await cursorOf(world)).toBe('infinity');
	});

	it('and the execution fails: the cursor stays where the person put it, and all since then is read', async () => {
		await set(minutesAgo(240));
		await world.sync('failRun', {
			workflowId: 'w1',
			startedAt: new Date().toISOString(),
			failure: 'x',
		});
		expect(idsOf(await next())).toEqual([...old, ...ids]);
	});

	it('back, while a window is open over several polls: the rest of it is not read from there', async () => {
		await world.upsert(items);
		const many = addPeople(world, 25, 'Many');
		const parameters = { options: { maxCustomersPerPoll: 10, pageSize: 10 } };
		const first = await world.poll({}, parameters);
		expect(idsOf(first)).toEqual(many.slice(0, 10));
		await set(minutesAgo(300));
		await world.upsert(first);
		const got: number[] = [];
		for (let part = 0; part < 8; part++) {
			const more = await world.poll({}, parameters);
			got.push(...idsOf(more));
			if (more.length > 0) await world.upsert(more);
		}
		expect(got).toEqual([...old, ...ids, ...many]);
	});
});
