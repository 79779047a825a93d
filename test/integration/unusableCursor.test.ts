import { addPerson } from '../support/world/ways';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

describe('a cursor that somebody typed', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({ setUp: false });
		// In an older table the column is text, and takes whatever is typed.
		await world.database.sql`
			alter table servicetitan_sync_state alter column last_modified_cursor type text`;
		await world.sync('setUpWorkspace', { workspaceId: WORKSPACE });
		await world.poll();
		world.pass(60);
		await world.run();
		addPerson(world);
		world.pass(15);
	});
	afterEach(async () => await world.end());

	const type = async (cursor: string | null) =>
		await world.database.sql`update servicetitan_sync_state set last_modified_cursor = ${cursor}`;
	const written = async () =>
		await world.database.sql`
			select last_modified_cursor as cursor, contacts.count from servicetitan_sync_state,
				(select count(*)::int from contacts) as contacts`;

	it.each<[cursor: string, says: RegExp]>([
		['garbage', /cursor is no date and time/],
		['now', /cursor is no date and time/],
		['infinity', /cursor is no date and time/],
		['-infinity', /cursor is no date and time/],
		['2026-02-30', /cursor is no date and time/],
		['01/02/2026', /cursor is no date and time/],
		['2099-01-01T00:00:00Z', /cursor lies in the future/],
	])('%s: refused in words by every way, and left as it is', async (cursor, says) => {
		await type(cursor);
		const before = await written();
		await expect(world.poll()).rejects.toThrow(says);
		await expect(world.sync('runIncrementalSync')).rejects.toThrow(says);
		await expect(world.sync('runIncrementalSync', { dryRun: true })).rejects.toThrow(says);
		expect(await written()).toEqual(before);
		await type(new Date(world.serviceTitan.tenant.clock.now() - 3_600_000).toISOString());
		expect(await world.run()).toMatchObject({ created: 1 });
	});

	it.each<[story: string, cursor: (hourAgo: string) => string]>([
		['of a day', (hourAgo) => hourAgo.slice(0, 10)],
		['without a zone', (hourAgo) => hourAgo.slice(0, 19)],
		['with a blank and an offset', (hourAgo) => `${hourAgo.slice(0, 19).replace('T', ' ')}+00`],
		['with seven digits', (hourAgo) => `${hourAgo.slice(0, 19)}.1234567Z`],
	])('%s is obeyed', async (_, cursor) => {
		const hourAgo = new Date(world.serviceTitan.tenant.clock.now() - 3_600_000).toISOString();
		await type(cursor(hourAgo));
		expect(await world.run()).toMatchObject({ created: 1 });
	});

	it.each([null, ''])(
		'that was emptied (%p) starts now, after an initial sync it is refused',
		async (none) => {
			await type(none);
			expect(await world.poll()).toEqual([]);
			await world.database.sql`update servicetitan_sync_state set initial_sync_completed = true`;
			await type(none);
			await expect(world.poll()).rejects.toThrow(/is empty although/);
			await expect(world.sync('runIncrementalSync')).rejects.toThrow(/is empty although/);
		},
	);
});
