import { startWorld, type World } from '../support/world/world';

describe('Get Setup SQL, pasted by a person', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({ migrated: false });
	});
	afterEach(async () => await world.end());

	it('sets up an empty database, of which nothing is missing then', async () => {
		const [setup] = await world.sync('getSetupSql');
		expect(String(setup?.sql)).not.toMatch(/[\n\t]/);
		await world.database.sql.unsafe(String(setup?.sql));
		await world.database.reloadSchema();
		expect(await world.sync('getSetupSql')).toEqual([
			expect.objectContaining({ sql: '', migrations: [] }),
		]);
		expect((await world.sync('setUpWorkspace', { workspaceId: '7' }))[0]).toMatchObject({
			outcome: 'created',
			workspace_id: '7',
		});
		expect(await world.poll()).toEqual([]);
	});

	it('may be pasted twice', async () => {
		const [setup] = await world.sync('getSetupSql', { all: true });
		await world.database.sql.unsafe(String(setup?.sql));
		await world.database.sql.unsafe(String(setup?.sql));
		const [tables] = await world.database.sql`
			select count(*)::int as count from pg_tables where tablename like 'servicetitan_%'`;
		expect(tables?.count).toBeGreaterThan(4);
	});
});
