import { addPeople, begunWorld, idsOf, said } from '../support/world/changes';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

const OTHER = { tenantId: '555', clientId: 'other', clientSecret: 'other-secret' };

describe('the credential of another tenant', () => {
	let world: World;
	let own: Record<string, string>;
	let ids: number[];
	beforeEach(async () => {
		world = await begunWorld();
		world.serviceTitan.addTenant({ ...OTHER, tenantId: 555, customers: 5 });
		own = { ...world.requests.credentials.serviceTitanOAuth2Api };
		ids = addPeople(world, 3);
	});
	afterEach(async () => await world.end());

	const use = (credential: object) =>
		Object.assign(world.requests.credentials.serviceTitanOAuth2Api, { token: '' }, credential);
	const refusal =
		/workspace.* belongs to another ServiceTitan tenant.*set up for tenant 1234567890/;
	const named = { workspaceId: WORKSPACE };

	it.each<[story: string, act: () => Promise<unknown>, words: RegExp]>([
		['a poll', async () => await world.poll({}, named), refusal],
		['a run in one node', async () => await world.sync('runIncrementalSync', named), refusal],
		[
			'a dry run',
			async () => await world.sync('runIncrementalSync', { ...named, dryRun: true }),
			refusal,
		],
		['a manual test', async () => await world.poll({ mode: 'manual' }, named), refusal],
		['Set Up Workspace', async () => await world.sync('setUpWorkspace', named), refusal],
		['a poll without a workspace', async () => await world.poll(), /has not been set up/],
		[
			'a run in one node without a workspace',
			async () => await world.sync('runIncrementalSync'),
			/has not been set up/,
		],
	])(
		'is refused in words before anything is read for the sync or written: %s',
		async (_, act, words) => {
			const before = await world.state();
			use(OTHER);
			expect(await said(act())).toMatch(words);
			expect(await world.state()).toEqual(before);
			expect(await world.contacts()).toEqual([]);
			use(own);
			expect(idsOf(await world.poll())).toEqual(ids);
		},
	);

	it('of the same tenant in another environment is refused like another tenant’s', async () => {
		const before = await world.state();
		use({ environment: 'integration', apiUrl: '', authUrl: '' });
		expect(await said(world.poll({}, named))).toMatch(
			/belongs to another ServiceTitan tenant.*\(custom\)/,
		);
		expect(await world.state()).toEqual(before);
	});

	it('reads none of the customers that wait to be tried again', async () => {
		await world.database.sql`
			insert into servicetitan_sync_failures (workspace_id, crm_id, reason)
			values (${WORKSPACE}, ${String(ids[0])}, 'too long')`;
		use(OTHER);
		world.serviceTitan.log.clear();
		await said(world.poll({}, named));
		expect(world.serviceTitan.log.to(/customers/)).toEqual([]);
		const [kept] = await world.database
			.sql`select status, attempts from servicetitan_sync_failures`;
		expect(kept).toEqual({ status: 'open', attempts: 1 });
	});

	it('brought in after the poll: what was handed out belongs to its run and is written there', async () => {
		const items = await world.poll();
		use(OTHER);
		expect((await world.upsert(items)).summary).toMatchObject({ status: 'completed', created: 3 });
	});
});

describe('two tenants in one Supabase', () => {
	let world: World;
	beforeEach(async () => {
		world = await begunWorld();
		world.serviceTitan.addTenant({ ...OTHER, tenantId: 555, customers: 0 });
		Object.assign(world.requests.credentials.serviceTitanOAuth2Api, { token: '' }, OTHER);
		await world.sync('setUpWorkspace', { workspaceId: '777' });
	});
	afterEach(async () => await world.end());

	const ofOther = { nodeId: 'other', workflowId: 'w2' };

	it('items of the one sent to the workspace of the other are refused, and nothing is mixed', async () => {
		await world.poll(ofOther);
		world.pass(60);
		const { id = 0 } =
			world.serviceTitan.business(555)?.addCustomer({
				name: 'Other, Olga',
				contacts: [{ type: 'Email', value: 'olga@example.com' }],
			}) ?? {};
		world.pass(15);
		const items = await world.poll(ofOther);
		expect(idsOf(items)).toEqual([id]);
		expect(await said(world.upsert(items, { workspaceId: WORKSPACE }, ofOther))).toMatch(
			/no such run/,
		);
		expect(await world.contacts()).toEqual([]);
		expect((await world.upsert(items, {}, ofOther)).summary).toMatchObject({
			workspaceId: '777',
			created: 1,
		});
	});
});

describe('the Supabase of another business', () => {
	let world: World;
	let other: World;
	beforeEach(async () => {
		world = await begunWorld();
		other = await startWorld();
	});
	afterEach(async () => {
		await world.end();
		await other.end();
	});

	it('does not know the run, writes nothing, and the customers come again', async () => {
		const ids = addPeople(world, 3);
		const items = await world.poll();
		expect(await said(other.upsert(items))).toMatch(/This workspace has no such run/);
		expect(await other.contacts()).toEqual([]);
		await world.database.sql`update servicetitan_sync_state set lease_expires_at = now()`;
		expect(idsOf(await world.poll())).toEqual(ids);
	});
});
