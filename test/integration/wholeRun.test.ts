import { startWorld, WORKSPACE, type World } from '../support/world/world';

describe('a whole run in one node', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.sync('runIncrementalSync');
		world.pass(60);
	});
	afterEach(async () => await world.end());

	const addPeople = (count: number): number[] =>
		Array.from(
			{ length: count },
			(_, number) =>
				world.serviceTitan.addCustomer({
					name: `Person ${number}`,
					contacts: [{ type: 'Email', value: `person${number}@example.com` }],
				}).id,
		);
	const cursor = async () => (await world.state()).cursor;
	const run = async (parameters = {}) => (await world.sync('runIncrementalSync', parameters))[0];

	it('reads everything since the last run, pages and batches of it', async () => {
		addPeople(2300);
		world.pass(15);
		expect(await run()).toMatchObject({ fetched: 2300, created: 2300, status: 'completed' });
		expect(await world.contacts()).toHaveLength(2300);
		expect(await run()).toMatchObject({
			fetched: 0,
			message: expect.stringContaining('Nothing changed'),
		});
	});

	it('goes through an outage of Supabase in the middle, and loses nothing', async () => {
		addPeople(30);
		world.pass(15);
		await world.database.breakApi({ kind: 'refuse' } as never);
		setTimeout(() => void world.database.repairApi(), 3000);
		expect(await run()).toMatchObject({ fetched: 30, created: 30 });
	});

	it('fails in words when ServiceTitan stays away, leaves the cursor, and the next run brings all', async () => {
		addPeople(30);
		world.pass(15);
		const before = await cursor();
		world.serviceTitan.faults.rate('403', 1, { path: '/customers/contacts' });
		await expect(run()).rejects.toThrow(/ServiceTitan/);
		expect(await cursor()).toEqual(before);
		expect(await world.state()).toMatchObject({
			sync_status: 'failed',
			last_error: expect.stringMatching(/scope|allow|denied|refused/i),
		});
		world.serviceTitan.faults.clear();
		expect(await run()).toMatchObject({ created: 30 });
		expect(await world.state()).toMatchObject({ sync_status: 'completed', last_error: null });
	});

	it('shows in a dry run what it would do, and claims, writes and moves nothing', async () => {
		addPeople(3);
		world.pass(15);
		const before = await world.state();
		expect(await run({ dryRun: true })).toMatchObject({
			status: 'dryRun',
			created: 3,
			message: expect.stringContaining('Nothing was written'),
		});
		expect(await world.contacts()).toEqual([]);
		expect(await world.state()).toEqual(before);
		expect(await run()).toMatchObject({ created: 3 });
	});

	it('is refused in a dry run too where a real one would be', async () => {
		await world.database.sql`
			update servicetitan_sync_state set last_modified_cursor = now() + interval '2 days'`;
		await expect(run({ dryRun: true })).rejects.toThrow(/cursor lies in the future/);
		await world.database.sql`
			update servicetitan_sync_state set last_modified_cursor = null, initial_sync_completed = true`;
		await expect(run({ dryRun: true })).rejects.toThrow(/is empty although/);
		await expect(run()).rejects.toThrow(/is empty although/);
	});

	it('writes the others when one row is refused, keeps it with its reason, and tries it again', async () => {
		await world.database.sql`
			alter table contacts add constraint no_poison check (lastname is distinct from 'Poison')`;
		const [first = 0] = addPeople(5);
		const { id } = world.serviceTitan.addCustomer({
			name: 'Poison, Pat',
			contacts: [{ type: 'Email', value: 'pat@example.com' }],
		});
		world.pass(15);
		const before = await cursor();
		expect(await run()).toMatchObject({
			status: 'completed_with_failures',
			created: 5,
			failed: 1,
			failedRows: [{ crm_id: String(id), reason: expect.stringContaining('no_poison') }],
		});
		expect(await cursor()).not.toEqual(before);

		await world.database.sql`alter table contacts drop constraint no_poison`;
		await world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;
		world.pass(60);
		expect(await run()).toMatchObject({ fetched: 1, created: 1, failed: 0 });
		expect(await world.database.sql`select * from servicetitan_sync_failures`).toEqual([]);
		expect(first).toBeGreaterThan(0);
	});

	it('links a contact typed in by hand, and reports a possible twin', async () => {
		await world.database.sql`
			insert into contacts (workspace_id, firstname, phone, email) values
				(${WORKSPACE}, 'Maria', '(512) 555-0177', null), (${WORKSPACE}, 'Twin', null, 'twin@example.com'),
				(${WORKSPACE}, 'Twin too', null, 'TWIN@example.com')`;
		world.serviceTitan.addCustomer({
			name: 'Lopez, Maria',
			contacts: [{ type: 'MobilePhone', value: '5125550177' }],
		});
		world.serviceTitan.addCustomer({
			name: 'Twin, Tom',
			contacts: [{ type: 'Email', value: 'twin@example.com' }],
		});
		world.pass(15);
		expect(await run()).toMatchObject({ linked: 1, created: 1 });
		expect(await world.contacts()).toHaveLength(4);
	});

	it('lets exactly one of 50 starts run; the others answer 409 and write nothing', async () => {
		addPeople(10);
		world.pass(15);
		const results = await Promise.allSettled(Array.from({ length: 50 }, async () => await run()));
		const done = results.filter(({ status }) => status === 'fulfilled');
		const refused = results.filter(({ status }) => status === 'rejected');
		for (const { reason } of refused as PromiseRejectedResult[])
			expect(reason.httpCode).toBe('409');
		const created = (done as Array<PromiseFulfilledResult<{ created: number } | undefined>>).map(
			({ value }) => value?.created,
		);
		expect(created.filter((count) => count === 10)).toHaveLength(1);
		expect(await world.contacts()).toHaveLength(10);
		// Whoever came after the first had finished ran too, and found nothing: never two at a time.
		const [overlapping] = await world.database.sql`
			select count(*)::int as count from servicetitan_sync_runs a join servicetitan_sync_runs b
			on a.run_id < b.run_id and a.started_at < b.finished_at and b.started_at < a.finished_at`;
		expect(overlapping?.count).toBe(0);
	});

	it('tells the status in one sentence', async () => {
		const [status] = await world.sync('getStatus');
		expect(status).toMatchObject({ workspace_id: WORKSPACE, sync_status: 'completed' });
		expect(status?.message).toMatch(/^Workspace 45963: completed\. Last good run: /);
	});

	it('refuses to an AI agent what only people should do', async () => {
		await expect(
			world.sync(
				'releaseRun',
				{},
				{ nodeType: 'n8n-nodes-servicetitan-sync.serviceTitanSyncTool' },
			),
		).rejects.toThrow(/for people, not for AI agents/);
	});
});
