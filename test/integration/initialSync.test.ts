import { createChance } from '../../simulator/chance';
import type { StoredContact } from '../sync/anyOrder/backend';
import { draftOf } from '../sync/anyOrder/business';
import { differences } from '../sync/anyOrder/expected';
import { editSomebody, methodsOf } from '../sync/initial/business';
import { runsOf, said } from '../support/world/changes';
import { startWorld, type World } from '../support/world/world';

describe('the initial sync in one node', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		const chance = createChance(1);
		for (let index = 0; index < 240; index++)
			world.serviceTitan.addCustomer(draftOf(index, methodsOf(chance, index)));
		for (let edits = 0; edits < 60; edits++) editSomebody(world.serviceTitan, chance);
		world.serviceTitan.switches.exportBatchSize = 50;
		world.pass(60);
	});
	afterEach(async () => await world.end());

	const copy = async (parameters = {}) => (await world.sync('runInitialSync', parameters))[0];

	const wrongs = async (): Promise<string[]> =>
		differences(world.serviceTitan, (await world.contacts()) as unknown as StoredContact[], {
			...{ handMade: new Map() as never, mayBeMissed: new Map() },
			...{ withoutAccounting: false, inactiveHidden: false },
		});

	/** All that the database holds of the sync and of contacts. */
	const everything = async (): Promise<unknown> => {
		const [row] = await world.database.sql`
			select (select jsonb_agg(to_jsonb(c) order by c.id) from contacts c) as contacts,
				(select jsonb_agg(to_jsonb(s)) from servicetitan_sync_state s) as state,
				(select jsonb_agg(to_jsonb(r)) from servicetitan_sync_runs r) as runs,
				(select count(*)::int from servicetitan_sync_staged) as staged,
				(select count(*)::int from servicetitan_sync_failures) as failures`;
		return row;
	};

	it('copies everybody, and hands over to the incremental sync', async () => {
		const summary = await copy();
		const { length: customers } = world.serviceTitan.customers();
		expect(summary).toMatchObject({
			status: 'completed',
			fetched: customers,
			initialSyncCompleted: true,
			message: expect.stringMatching(/created, .* skipped\. The initial sync is complete/),
		});
		expect(await wrongs()).toEqual([]);
		expect(await world.state()).toMatchObject({
			...{ initial_sync_completed: true, backfill: null, last_continue_from: null },
			...{ initial_contact_token: null, contact_token: expect.any(String) },
		});
		const staged = await world.database.sql`select from servicetitan_sync_staged`;
		expect(staged).toHaveLength(0);
		const chance = createChance(2);
		for (let edits = 0; edits < 40; edits++) editSomebody(world.serviceTitan, chance);
		world.pass(15);
		await world.sync('runIncrementalSync');
		expect(await wrongs()).toEqual([]);
	});

	it('goes on in parts, with the Trigger and its changes in between, and loses nothing', async () => {
		const chance = createChance(3);
		const parts = [await copy({ options: { handBackAfter: 60 } })];
		while (!parts.at(-1)?.initialSyncCompleted && parts.length < 12) {
			for (let edits = 0; edits < 20; edits++) editSomebody(world.serviceTitan, chance);
			world.pass(20);
			await world.run();
			parts.push(await copy({ options: { handBackAfter: 60 } }));
		}
		expect(parts.length).toBeGreaterThan(2);
		expect(parts[0]).toMatchObject({
			status: 'unfinished',
			message: expect.stringContaining('Run it again to go on from here.'),
		});
		for (let round = 0; round < 2; round++) {
			world.pass(15);
			await world.run();
		}
		expect(await wrongs()).toEqual([]);
	});

	it('lets a poll come and go meanwhile, and tells a second one that it runs, and how far it is', async () => {
		const met: unknown[] = [];
		world.serviceTitan.world.afterAnswer = async ({ path, number }) => {
			if (!path.endsWith('/export/customers') || met.length > 0) return;
			met.push(number, await world.poll(), await said(copy()));
		};
		await copy();
		expect(met.slice(1)).toEqual([[], expect.stringMatching(/run|goes on/i)]);
		expect((await runsOf(world)).map(({ mode, status }) => [mode, status])).toEqual([
			['initial', 'completed'],
		]);
	});

	it('fails in words where an export stands still, and the next run goes on from what was kept', async () => {
		const { faults, log } = world.serviceTitan;
		faults.rate('samePage', 1, { path: '/export/customers' });
		expect(await said(copy())).toMatch(/again and again/);
		const { last_error, initial_contact_token } = await world.state();
		expect(last_error).toMatch(/again and again/);
		faults.clear();
		log.clear();
		expect(await copy()).toMatchObject({ initialSyncCompleted: true });
		expect(log.to('/export/customers/contacts')[0]?.query.from).toBe(
			initial_contact_token ?? undefined,
		);
		expect(await wrongs()).toEqual([]);
	});

	it('reads lists where the app may not read the exports, and says how to change that', async () => {
		world.serviceTitan.switches.exportPermitted = false;
		expect(await copy()).toMatchObject({
			initialSyncCompleted: true,
			message: expect.stringContaining('"Export customers"'),
		});
		expect(await wrongs()).toEqual([]);
	});

	it('is refused once it is complete, in words that say what to do, and copies again where that is wanted', async () => {
		await copy();
		const before = await everything();
		expect(await said(copy())).toMatch(/initial sync.*(complete|done).*Run Again/is);
		expect(await everything()).toEqual(before);
		expect(await copy({ again: true })).toMatchObject({ created: 0, updated: 0 });
	});

	it('leaves every table as it is in a dry run, and counts what a real one does', async () => {
		const before = await everything();
		const tried = await copy({ dryRun: true });
		expect(await everything()).toEqual(before);
		const { created, skipped, fetched } = (await copy()) ?? {};
		expect(tried).toMatchObject({ status: 'dryRun', created, skipped, fetched });
	});
});
