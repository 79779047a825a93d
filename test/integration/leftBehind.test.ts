import type { INodeExecutionData } from 'n8n-workflow';

import {
	addPeople,
	begunWorld,
	cursorOf,
	idsOf,
	leaseEnds,
	runsOf,
} from '../support/world/changes';
import type { World } from '../support/world/world';

describe('customers that something between the Trigger and the Upsert keeps back', () => {
	let world: World;
	beforeEach(async () => {
		world = await begunWorld();
	});
	afterEach(async () => await world.end());

	const poll = async () => await world.poll();
	/** The next scheduled poll, after the lease of the run before is over. */
	const nextPoll = async () => {
		await leaseEnds(world);
		world.pass(15);
		return await poll();
	};
	const written = async () => (await world.contacts()).map(({ crm_id }) => Number(crm_id));

	it('come again in the next poll when a filter dropped all of them', async () => {
		const ids = addPeople(world, 7);
		const before = await cursorOf(world);
		expect(idsOf(await poll())).toEqual(ids);
		expect(idsOf(await nextPoll())).toEqual(ids);
		expect(await cursorOf(world)).toEqual(before);
		await world.upsert(await nextPoll());
		expect(await written()).toEqual(ids);
	});

	it('come again as long as a filter drops some, poll after poll, with all that changed meanwhile', async () => {
		const ids = addPeople(world, 4);
		const before = await cursorOf(world);
		let items = await poll();
		for (let number = 0; number < 4; number++) {
			// One customer is kept back each time, another one each time.
			await world.upsert(items.filter((_, place) => place !== number));
			expect(await cursorOf(world)).toEqual(before);
			ids.push(...addPeople(world, 2, `Later${number}`));
			items = await nextPoll();
			expect(idsOf(items)).toEqual(ids);
		}
		const { summary } = await world.upsert(items);
		expect(summary).toMatchObject({ status: 'completed', fetched: 12, remaining: 0 });
		expect(await written()).toEqual(ids);
		expect(await cursorOf(world)).not.toEqual(before);
		world.pass(15);
		expect(await poll()).toEqual([]);
	});

	it('are named by number in the alert: handed out, and never written', async () => {
		addPeople(world, 9);
		await world.upsert((await poll()).slice(4));
		await nextPoll();
		const [checked] = await world.sync('checkHealth');
		const told = checked?.alerts as Array<{ kind: string; text: string }>;
		const stuck = told.filter(({ kind }) => kind === 'stuck');
		expect(stuck).toHaveLength(1);
		expect(stuck[0]?.text).toMatch(/handed out 9 customers, 4 never written: is there a filter/i);
	});

	it('give the next run a lease of twice the length each time, an hour at most', async () => {
		addPeople(world, 1);
		await poll();
		const leases: unknown[] = [];
		for (let number = 0; number < 4; number++) {
			await nextPoll();
			leases.push((await world.state()).lease_minutes);
		}
		expect(leases).toEqual([20, 40, 60, 60]);
	});

	it('are skipped on purpose, and end the run, where Write When says so of some', async () => {
		const ids = addPeople(world, 6);
		const items = (await poll()).map((item, place) => ({
			json: { ...item.json, keep: place % 2 === 0 },
		}));
		const { contacts, summary } = await world.upsert(items, {
			options: { writeWhen: '={{ $json.keep }}' },
		});
		expect(contacts.map(({ outcome }) => outcome)).toEqual([
			'created',
			'skipped',
			'created',
			'skipped',
			'created',
			'skipped',
		]);
		expect(contacts[1]?.reason).toMatch(/on purpose/);
		expect(summary).toMatchObject({ status: 'completed', fetched: 6, created: 3, skipped: 3 });
		expect(await written()).toEqual(ids.filter((_, place) => place % 2 === 0));
	});

	describe('because a node’s error output takes 40 of 100', () => {
		let good: INodeExecutionData[];
		let bad: INodeExecutionData[];
		let ids: number[];
		beforeEach(async () => {
			ids = addPeople(world, 100);
			const items = await poll();
			good = items.filter((_, place) => place % 5 < 3);
			// What n8n puts into an error output: the item, and why.
			bad = items
				.filter((_, place) => place % 5 >= 3)
				.map(({ json }) => ({ json: { ...json, error: 'Could not get the postal code' } }));
		});

		it('and nobody takes them further: the cursor waits, and the next run brings them', async () => {
			const before = await cursorOf(world);
			const { summary } = await world.upsert(good);
			expect(summary).toMatchObject({ status: 'waiting', created: 60, remaining: 40 });
			expect(await cursorOf(world)).toEqual(before);
			const again = await nextPoll();
			expect(idsOf(again)).toEqual(ids);
			expect((await runsOf(world))[1]).toMatchObject({ status: 'failed', remaining: 40 });
			expect((await world.upsert(again)).summary).toMatchObject({ created: 40, unchanged: 60 });
		});

		it('and it leads to the Upsert too: the second call ends the run', async () => {
			await world.upsert(good);
			const { summary } = await world.upsert(bad);
			expect(summary).toMatchObject({ status: 'completed', fetched: 100, created: 100 });
			expect(await written()).toEqual(ids);
		});
	});
});
