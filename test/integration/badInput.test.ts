import { startWorld, WORKSPACE, type World } from '../support/world/world';

/** What a person reads: the message and, below it, what to do. */
const said = async (doing: Promise<unknown>): Promise<string> => {
	try {
		await doing;
	} catch (failure) {
		const { message, description } = failure as { message: string; description?: string };
		return `${message}. ${description ?? ''}`;
	}
	return 'nothing';
};

const customer = (id: unknown, more = {}) => ({
	json: {
		id,
		name: `Person ${String(id)}`,
		contacts: [{ id: 1, type: 'Email', value: `person${String(id)}@example.com` }],
		...more,
	} as never,
});

describe('bad input is answered in words, and nothing is written or lost', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({ customers: 5 });
	});
	afterEach(async () => await world.end());

	const cursor = async () => (await world.state()).cursor;

	/** The first poll, then one change that waits to be read. */
	async function oneChange(): Promise<number> {
		await world.poll();
		world.pass(30);
		const { id } = world.serviceTitan.addCustomer({
			name: 'Doe, Jane',
			contacts: [{ type: 'Email', value: 'jane@example.com' }],
		});
		world.pass(15);
		return id;
	}

	it('a workspace that was never set up names Set Up Workspace', async () => {
		expect(await said(world.poll({}, { workspaceId: '777' }))).toMatch(
			/workspace 777 has not been set up.*Set Up Workspace/,
		);
		expect(await said(world.upsert([customer(1)], { workspaceId: '777' }))).toMatch(
			/not been set up/,
		);
		expect(await world.contacts()).toEqual([]);
	});

	it("another tenant's credential is refused before anything is read or written", async () => {
		const { clientId, clientSecret } = { clientId: 'other', clientSecret: 'other-secret' };
		world.serviceTitan.addTenant({ tenantId: 555, clientId, clientSecret, customers: 3 });
		Object.assign(world.requests.credentials.serviceTitanOAuth2Api, {
			tenantId: '555',
			clientId,
			clientSecret,
		});
		const words = await said(world.poll({}, { workspaceId: WORKSPACE }));
		expect(words).toMatch(/belongs to another ServiceTitan tenant/);
		expect(words).toMatch(/1234567890/);
		expect((await world.state()).sync_status).toBe('idle');
	});

	it('items that lost `sync` stop with the fields to keep, and arrive in the next run', async () => {
		await oneChange();
		const items = await world.poll();
		const before = await cursor();
		const bare = items.map(({ json: { sync: _, ...json } }) => ({ json }));
		expect(await said(world.upsert(bare))).toMatch(
			/lost their field "sync".*id, contacts and sync/,
		);
		expect(await world.contacts()).toEqual([]);
		expect(await cursor()).toEqual(before);
		expect((await world.upsert(items)).summary).toMatchObject({ created: 1 });
	});

	it('an empty tenant polls quietly, and a manual test says that there is nothing to show', async () => {
		await world.end();
		world = await startWorld({ customers: 0 });
		expect(await world.poll()).toEqual([]);
		world.pass(15);
		expect(await world.poll()).toEqual([]);
		expect(await said(world.poll({ mode: 'manual' }))).toMatch(/no customers to show yet/);
	});

	it('a cursor in the future is named and left where it is', async () => {
		await oneChange();
		await world.database.sql`
			update servicetitan_sync_state set last_modified_cursor = now() + interval '2 days'`;
		const before = await cursor();
		expect(await said(world.poll())).toMatch(/cursor lies in the future/);
		expect(await cursor()).toEqual(before);
		expect(await world.state()).toMatchObject({
			sync_status: 'failed',
			last_error: expect.stringContaining('cursor lies in the future'),
		});
	});

	it('an item without an id fails alone, with its paired item', async () => {
		const { contacts, summary } = await world.upsert(
			[customer(71), customer(undefined), customer('abc'), customer(72)],
			{ workspaceId: WORKSPACE },
		);
		expect(contacts.map(({ outcome }) => outcome)).toEqual([
			'created',
			'failed',
			'failed',
			'created',
		]);
		expect(contacts[1]?.reason).toMatch(/no ServiceTitan customer ID/);
		expect(summary).toMatchObject({ fetched: 4, created: 2, failed: 2 });
		expect(summary.status).toBe('completed_with_failures');
	});

	it('text where a number should be fails that customer and says which field', async () => {
		const { contacts } = await world.upsert([customer(71, { balance: 'a lot' }), customer('72')], {
			workspaceId: WORKSPACE,
		});
		expect(contacts[0]).toMatchObject({
			outcome: 'failed',
			reason: expect.stringContaining('balance'),
		});
		expect(contacts[1]).toMatchObject({ outcome: 'created', crmId: '72' });
		expect(await world.database.sql`select crm_id from servicetitan_sync_failures`).toEqual([
			{ crm_id: '71' },
		]);
	});

	it('10,000 items are written, each with its outcome, in ten calls', async () => {
		await world.database.clearCalls();
		const items = Array.from({ length: 10_000 }, (_, index) => customer(index + 1));
		const { contacts, summary } = await world.upsert(items, { workspaceId: WORKSPACE });
		expect(summary).toMatchObject({ fetched: 10_000, created: 10_000 });
		expect(contacts).toHaveLength(10_000);
		expect((await world.database.calls()).length).toBe(10);
	});

	it('a database without the migrations names Get Setup SQL', async () => {
		await world.end();
		world = await startWorld({ migrated: false });
		expect(await said(world.poll())).toMatch(/Get Setup SQL/);
		expect(await said(world.upsert([customer(1)], { workspaceId: WORKSPACE }))).toMatch(
			/Get Setup SQL/,
		);
		const [setup] = await world.sync('getSetupSql');
		expect(String(setup?.sql)).toContain('create');
	});

	it('a key without rights is named', async () => {
		world.requests.credentials.supabaseSyncApi.secretKey = world.database.publishableKey;
		expect(await said(world.poll())).toMatch(/secret key/i);
	});

	it('wrong ServiceTitan keys are named', async () => {
		world.requests.credentials.serviceTitanOAuth2Api.clientSecret = 'wrong';
		expect(await said(world.poll())).toMatch(/client secret/i);
	});
});
