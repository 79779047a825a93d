import type { Outage } from '../../demo/supabase/outage';
import { addPerson, begin, ONE_NODE, THE_TRIGGER, type Way } from '../support/world/ways';

const UPSERT = 'rpc/servicetitan_upsert_contacts';
const FINISH = 'rpc/servicetitan_finish_run';

/** 403 is not tried again: the run gives up at once. */
const refused = (path: string, after = 0): Outage => ({ kind: 'status', status: 403, path, after });

describe.each([THE_TRIGGER, ONE_NODE])('the cursor with %s', (name) => {
	let way: Way;
	beforeEach(async () => {
		way = await begin(name);
	});
	afterEach(async () => await way.world.end());

	/** The execution that failed was recorded, as the workflow's Error Trigger does. */
	const recordFailure = async () =>
		await way.world.sync('failRun', {
			workflowId: 'w1',
			startedAt: new Date().toISOString(),
			failure: 'Supabase refused',
		});

	it.each<[story: string, outage: Outage]>([
		['the first batch', refused(UPSERT)],
		['the last batch', refused(UPSERT, 1)],
	])('stays where %s cannot be written, and the next run brings all', async (_, outage) => {
		for (let person = 0; person < 1100; person++) addPerson(way.world, `P${person}, P`);
		way.world.pass(15);
		const before = await way.cursor();
		await way.world.database.breakApi(outage);
		await expect(way.carry()).rejects.toThrow(/Supabase/);
		await way.world.database.repairApi();
		expect(await way.cursor()).toEqual(before);
		await recordFailure();
		expect(await way.carry()).toBe(1100);
		expect(await way.world.contacts()).toHaveLength(1100);
		expect(await way.cursor()).not.toEqual(before);
	});

	it('stays where the end of the run cannot be recorded, and the next run brings all', async () => {
		addPerson(way.world);
		way.world.pass(15);
		const before = await way.cursor();
		// With the Trigger the last batch carries the end with it: it fails as the last batch above.
		const path = name === ONE_NODE ? FINISH : UPSERT;
		await way.world.database.breakApi(refused(path));
		await expect(way.carry()).rejects.toThrow(/Supabase/);
		await way.world.database.repairApi();
		expect(await way.cursor()).toEqual(before);
		await recordFailure();
		expect(await way.carry()).toBe(1);
		expect(await way.world.contacts()).toHaveLength(1);
	});

	it('of a run that brought nothing stays too where its end cannot be recorded', async () => {
		const before = await way.cursor();
		await way.world.database.breakApi(refused(FINISH));
		await expect(way.carry()).rejects.toThrow(/Supabase/);
		await way.world.database.repairApi();
		expect(await way.cursor()).toEqual(before);
		await recordFailure();
		expect(await way.carry()).toBe(0);
		expect(await way.cursor()).not.toEqual(before);
	});

	it('stays where who failed before cannot be read again', async () => {
		await way.world.database.sql`
			alter table contacts add constraint no_poison check (lastname is distinct from 'Poison')`;
		const id = addPerson(way.world, 'Poison, Pat');
		way.world.pass(15);
		expect(await way.carry()).toBe(1);
		await way.world.database.sql`alter table contacts drop constraint no_poison`;
		await way.world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;
		way.world.pass(60);
		const before = await way.cursor();
		const { serviceTitan } = way.world;
		let refusals = 0;
		serviceTitan.world.afterAnswer = ({ path, status }) => {
			const isPage = path.endsWith('/customers') && status === 200;
			if (isPage && refusals++ === 0) serviceTitan.faults.next(1, '403', { path: '/customers' });
		};
		serviceTitan.log.clear();
		await expect(way.carry()).rejects.toThrow(/ServiceTitan/);
		const ids = serviceTitan.log.to('/customers').map(({ query }) => query.ids);
		expect(ids.at(-1)).toBe(String(id));
		expect(await way.cursor()).toEqual(before);
		expect(await way.carry()).toBe(1);
		expect(await way.world.contacts()).toHaveLength(1);
	});
});
