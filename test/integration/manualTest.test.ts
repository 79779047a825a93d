import type { IDataObject } from 'n8n-workflow';

import { addPerson } from '../support/world/ways';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

const STORES = ['n8n', 'supabase'];

describe.each(STORES)('a manual test of the Trigger with its progress in %s', (cursorStore) => {
	let world: World;
	afterEach(async () => await world.end());

	const staticData: IDataObject = {};
	const poll = async (mode: 'manual' | 'trigger', more: IDataObject = {}) =>
		await world.poll({ mode, staticData }, { cursorStore, ...more });
	/** All that a test could move or write. */
	const everything = async () => ({
		staticData: structuredClone(staticData),
		state: await world.database.sql`select * from servicetitan_sync_state`,
		runs: await world.database.sql`select * from servicetitan_sync_runs`,
		delivered: await world.database.sql`select * from servicetitan_sync_delivered`,
		handedOut: await world.database.sql`select * from servicetitan_sync_handed_out`,
		contacts: await world.contacts(),
	});

	async function begun() {
		for (const key of Object.keys(staticData)) delete staticData[key];
		world = await startWorld({ customers: 12 });
		await poll('trigger');
		world.pass(60);
		await poll('trigger');
		world.pass(15);
	}

	it('gives the customers that changed last, moves nothing, and its upsert writes nothing', async () => {
		await begun();
		const id = addPerson(world);
		world.pass(1);
		const before = await everything();
		const items = await poll('manual');
		expect(items[0]?.json).toMatchObject({ id, sync: { sample: true } });
		expect(items.length).toBeLessThanOrEqual(3);
		const { contacts, summary } = await world.upsert(items, { workspaceId: WORKSPACE });
		expect(summary).toMatchObject({ status: 'dryRun', created: expect.any(Number) });
		expect(contacts).toHaveLength(items.length);
		expect(await everything()).toEqual(before);
		// The change is still to come.
		expect((await poll('trigger')).map(({ json }) => json.id)).toEqual([id]);
	});

	it('before the first poll moves nothing either: what changes after it still is the first to arrive', async () => {
		world = await startWorld({ customers: 3 });
		for (const key of Object.keys(staticData)) delete staticData[key];
		const before = await everything();
		expect(await poll('manual')).toHaveLength(3);
		expect(await everything()).toEqual(before);
		expect(await poll('trigger')).toEqual([]);
	});

	it('while a run goes on leaves that run alone', async () => {
		await begun();
		addPerson(world);
		world.pass(15);
		const items = await poll('trigger');
		const before = await everything();
		await world.upsert(await poll('manual'), { workspaceId: WORKSPACE });
		expect(await everything()).toEqual(before);
		const written = await world.upsert(items, { workspaceId: WORKSPACE });
		expect(written.summary).toMatchObject({ created: 1 });
	});

	it('of an empty tenant says that there is nobody to show yet', async () => {
		world = await startWorld();
		await expect(poll('manual')).rejects.toThrow(/no customers to show yet/);
	});

	it('before the set-up shows customers or says what is missing', async () => {
		world = await startWorld({ customers: 3, setUp: false });
		const shown = poll('manual');
		if (cursorStore === 'n8n') expect(await shown).toHaveLength(3);
		else await expect(shown).rejects.toThrow(/set up/i);
		await world.end();
		world = await startWorld({ customers: 3, migrated: false });
		const unprepared = poll('manual');
		if (cursorStore === 'n8n') expect(await unprepared).toHaveLength(3);
		else await expect(unprepared).rejects.toThrow(/Supabase/);
	});
});

it('a sample without a workspace writes nothing, and the upsert says what is missing', async () => {
	const world = await startWorld({ customers: 3 });
	const items = await world.poll({ mode: 'manual' }, { cursorStore: 'n8n' });
	await world
		.upsert(items)
		.catch((refusal: Error) => expect(refusal.message).toMatch(/workspace/i));
	expect(await world.contacts()).toEqual([]);
	await world.end();
});
