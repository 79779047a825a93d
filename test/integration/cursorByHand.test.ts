import { addPeople, begunWorld, cursorOf, runsOf, said } from '../support/world/changes';
import { WORKSPACE, type World } from '../support/world/world';

describe('Set Enabled', () => {
	let world: World;
	beforeAll(async () => {
		world = await begunWorld();
	});
	afterAll(async () => await world.end());

	const set = async (enabled: boolean) => (await world.sync('setEnabled', { enabled }))[0];

	it('pauses the sync, loses nothing, and says what comes when it goes on', async () => {
		expect(await set(false)).toEqual({
			workspaceId: WORKSPACE,
			enabled: false,
			changed: true,
			message: expect.stringContaining('Nothing is lost'),
		});
		addPeople(world, 2);
		expect(await said(world.sync('runIncrementalSync'))).toMatch(
			/is switched off\. Switch it on with ServiceTitan Sync → Set Enabled/,
		);
		expect(await set(false)).toMatchObject({ enabled: false, changed: false });
		const since = new Date(String(await cursorOf(world))).toISOString().slice(0, 16);
		expect(await set(true)).toMatchObject({
			changed: true,
			message: expect.stringContaining(`changed since ${since.replace('T', ' ')} UTC.`),
		});
		expect((await world.sync('runIncrementalSync'))[0]).toMatchObject({ created: 2 });
	});

	it('is for people, and for a workspace that is there', async () => {
		const agent = { nodeType: 'n8n-nodes-servicetitan-sync.serviceTitanSyncTool' };
		await expect(world.sync('setEnabled', {}, agent)).rejects.toThrow(/for people/);
		expect(await said(world.sync('setEnabled', { workspaceId: 'nowhere' }))).toMatch(
			/workspace nowhere has not been set up/,
		);
	});
});

describe('Reset Cursor', () => {
	let world: World;
	beforeEach(async () => {
		world = await begunWorld();
		addPeople(world, 7);
	});
	afterEach(async () => await world.end());

	const serverTime = (minutesAhead = 0): string =>
		new Date(
			Date.parse(world.serviceTitan.customers()[0]?.modifiedOn ?? '') + minutesAhead * 60_000,
		).toISOString();
	const reset = async (more: object) =>
		(await world.sync('resetCursor', { cursor: serverTime(10), reason: 'A test', ...more }))[0];

	it('shows what a move forward would skip, and then skips just that', async () => {
		await world.sync('runIncrementalSync');
		world.pass(15);
		const ids = world.serviceTitan.customers().map(({ id }) => id);
		world.serviceTitan.bulkEdit(ids, { name: 'Renamed' });
		world.pass(15);
		const [late] = addPeople(world, 1, 'Late');
		const before = await cursorOf(world);
		const cursor = serverTime(10);
		const shown = await reset({ cursor });
		expect(shown).toMatchObject({ moved: false, direction: 'forward', customers: 7 });
		expect(shown?.someCustomers).toHaveLength(5);
		expect(await cursorOf(world)).toEqual(before);
		expect(await reset({ cursor, dryRun: false })).toMatchObject({ moved: true, customers: 7 });
		expect((await world.sync('runIncrementalSync'))[0]).toMatchObject({ fetched: 1, created: 1 });
		const names = (await world.contacts()).map(({ crm_id, firstname }) => [crm_id, firstname]);
		expect(names).toEqual([...ids.map((id) => [String(id), 'Person']), [String(late), 'Late']]);
	});

	it('moves back, repeats what changed since, and writes nothing twice', async () => {
		await world.sync('runIncrementalSync');
		const moved = await reset({ cursor: serverTime(-1), dryRun: false });
		expect(moved).toMatchObject({ direction: 'backward', customers: 7 });
		expect((await world.sync('runIncrementalSync'))[0]).toMatchObject({
			...{ fetched: 7, created: 0, unchanged: 7 },
		});
	});

	it('records who and why', async () => {
		const place = { workflowName: 'By hand', nodeName: 'Move It', executionId: '4711' };
		await world.sync('resetCursor', { cursor: serverTime(), reason: 'Why', dryRun: false }, place);
		expect((await runsOf(world)).find(({ mode }) => mode === 'reset')).toMatchObject({
			note: expect.stringMatching(/: Why$/),
			consumer: place,
		});
	});

	it('moves it although ServiceTitan is away, and says that nobody could be asked', async () => {
		world.serviceTitan.faults.next(Number.POSITIVE_INFINITY, '403');
		expect(await reset({ dryRun: false })).toMatchObject({
			...{ moved: true, customers: null },
			message: expect.stringMatching(/could not be asked: The ServiceTitan app lacks a permission/),
		});
	});

	it('goes to now at most, and is obeyed after the run that is going on', async () => {
		await world.poll();
		const moved = await reset({ cursor: '2099-01-01T00:00', dryRun: false });
		expect(moved).toMatchObject({
			runIsOpen: true,
			message: expect.stringMatching(/That is now: .*the run after it obeys it/),
		});
		expect(Math.abs(Date.parse(String(moved?.cursorTo)) - Date.now())).toBeLessThan(60_000);
	});

	it('mends a cursor that is none, by the clock of the workflow', async () => {
		await world.database.sql`update servicetitan_sync_state set last_modified_cursor = 'infinity'`;
		expect(await said(world.sync('runIncrementalSync'))).toMatch(/Reset Cursor/);
		const moved = await reset({ cursor: '2026-07-01T06:00:00', dryRun: false });
		expect(moved).toMatchObject({
			...{ direction: 'first', cursorFrom: null, cursorTo: '2026-07-01T11:00:00.0000000Z' },
		});
		expect((await world.sync('runIncrementalSync'))[0]).toMatchObject({ status: 'completed' });
	});

	it.each<[story: string, parameters: object, words: RegExp]>([
		['without a reason', { reason: ' ', dryRun: false }, /A reason is needed/],
		['without a date', { cursor: 'soon' }, /The new cursor is no date and time: soon/],
		['of another tenant', { workspaceId: 'theirs' }, /belongs to another ServiceTitan tenant/],
	])('refuses %s, and moves nothing', async (_, parameters, words) => {
		await world.database.sql`
			insert into servicetitan_sync_state (workspace_id, tenant_id) values ('theirs', '7')`;
		const before = await runsOf(world);
		expect(await said(reset({ workspaceId: WORKSPACE, ...parameters }))).toMatch(words);
		expect(await runsOf(world)).toEqual(before);
	});

	it('is refused to an AI agent', async () => {
		const agent = { nodeType: 'n8n-nodes-servicetitan-sync.serviceTitanSyncTool' };
		await expect(world.sync('resetCursor', {}, agent)).rejects.toThrow(/for people/);
	});
});
