import { createChance } from '../../simulator/chance';
import { runIncremental } from '../../sync/runIncremental';
import { tryWhole } from '../../sync/tryWhole';
import { runRequest } from '../support/world/portsInMemory';
import { editSomebody } from './initial/business';
import {
	askedOf,
	initialRequest,
	initialWorld,
	lastRunOf,
	WORKSPACE,
	wrongsIn,
	type InitialWorld,
} from './initial/world';

const rowOf = ({ supabase }: InitialWorld, id: number) =>
	supabase.contactRows(WORKSPACE).find(({ crm_id }) => crm_id === String(id));

describe('everybody is copied', () => {
	it('as ServiceTitan holds them, whatever page they came on', async () => {
		const world = await initialWorld({ customers: 60 });
		const summary = await world.copy();
		expect(wrongsIn(world)).toEqual([]);
		const { length: created } = world.supabase.contactRows(WORKSPACE);
		const customers = world.simulator.customers().length;
		expect(summary).toMatchObject({
			status: 'completed',
			initialSyncCompleted: true,
			fetched: customers,
			created,
			skipped: customers - created,
			message: `${customers} customers: ${created} created, ${customers - created} skipped. The initial sync is complete, and the incremental sync goes on from here.`,
		});
	});

	it('the inactive and the merged ones too, without removed phones, and nobody who cannot be reached', async () => {
		const world = await initialWorld({ customers: 0 });
		const { simulator, pass } = world;
		const phone = { type: 'MobilePhone', value: '5125550101' } as const;
		const email = { type: 'Email', value: 'Ann@Example.com' } as const;
		const add = (contacts: object[]) =>
			simulator.addCustomer({ name: 'Ann Tester', contacts: contacts as never }).id;
		const [kept, moved, gone, silent, fax] = [
			add([phone, email]),
			add([email]),
			add([phone]),
			add([]),
			add([{ type: 'Fax', value: '5125550199' }]),
		];
		simulator.merge(moved, kept);
		simulator.deactivate(gone);
		const [removed] = simulator.contactsOf(kept);
		simulator.removeContact(removed?.id ?? 0);
		pass(60);
		await world.copy();
		expect(rowOf(world, kept)).toMatchObject({ phone: null, email: 'ann@example.com' });
		expect(rowOf(world, moved)).toMatchObject({
			metadata: { custom_fields: { active: false, mergedTo: kept } },
		});
		expect(rowOf(world, gone)).toMatchObject({
			phone: '+15125550101',
			metadata: { custom_fields: { active: false } },
		});
		expect([rowOf(world, silent), rowOf(world, fax)]).toEqual([undefined, undefined]);
	});

	it('hands over to the incremental sync: its cursor, its place, and nothing left behind', async () => {
		const world = await initialWorld();
		await world.copy();
		expect(world.state()).toMatchObject({
			initial_sync_completed: true,
			// An hour after the business was seeded at noon, less 20 minutes.
			last_modified_cursor: '2026-03-02T12:40:00.000000Z',
			contact_token: expect.any(String),
			initial_contact_token: null,
			last_continue_from: null,
			backfill: null,
			sync_status: 'completed',
		});
		expect(world.supabase.staged(WORKSPACE)).toEqual([]);
		world.simulator.log.clear();
		const { contact_token } = world.state();
		await runIncremental(world.ports, runRequest());
		expect(askedOf(world, '/export/customers/contacts')).toEqual([contact_token]);
	});

	it('where nobody is a customer yet: complete all the same', async () => {
		const world = await initialWorld({ customers: 0 });
		expect(await world.copy()).toMatchObject({ initialSyncCompleted: true, fetched: 0 });
		expect(world.state()).toMatchObject({ initial_sync_completed: true, backfill: null });
	});

	it('where no answer says what time it is: complete, and nothing is lost', async () => {
		const world = await initialWorld();
		world.simulator.switches.dateHeader = false;
		await world.copy();
		const chance = createChance(3);
		for (let edits = 0; edits < 9; edits++) editSomebody(world.simulator, chance);
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});
});

describe('once it is complete', () => {
	it('is refused, claims nothing and reads nothing', async () => {
		const world = await initialWorld();
		await world.copy();
		world.simulator.log.clear();
		const before = JSON.stringify(world.supabase.tables);
		await expect(world.copy()).rejects.toMatchObject({
			code: 'initial_sync_done',
			facts: { workspace_id: WORKSPACE },
		});
		expect(JSON.stringify(world.supabase.tables)).toBe(before);
		expect(world.simulator.log.entries).toEqual([]);
	});

	it('copies once more where a person wants that, from the beginning, and writes nothing that is right', async () => {
		const world = await initialWorld();
		await world.copy();
		world.simulator.log.clear();
		const again = await world.copy({ again: true });
		expect(again).toMatchObject({ created: 0, updated: 0, initialSyncCompleted: true });
		expect(again.unchanged).toBeGreaterThan(20);
		expect(askedOf(world, '/export/customers')[0]).toBeUndefined();
	});

	it('goes on with another copy that was interrupted, without being told again', async () => {
		const world = await initialWorld();
		await world.copy();
		await world.copy({ again: true, handBackAfter: 9 });
		const { last_continue_from } = world.state();
		world.simulator.log.clear();
		expect(await world.copy()).toMatchObject({ initialSyncCompleted: true });
		expect(askedOf(world, '/export/customers')[0]).toBe(last_continue_from);
		expect(wrongsIn(world)).toEqual([]);
	});
});

it('lets nobody else run meanwhile, and says how far it is', async () => {
	const world = await initialWorld();
	const refusals: unknown[] = [];
	const { contacts } = world.ports;
	world.ports.contacts = {
		upsert: async (asked) => {
			const others = { ...world.ports, contacts };
			refusals.push(
				await runIncremental(others, runRequest()).catch((refused: unknown) => refused),
			);
			return await contacts.upsert(asked);
		},
	};
	await world.copy();
	expect(refusals.length).toBeGreaterThan(2);
	for (const refused of refusals) expect(refused).toMatchObject({ code: 'running' });
	expect(refusals.at(-1)).toMatchObject({
		facts: {
			holder: {
				mode: 'initial',
				progress: { message: expect.stringMatching(/^\d+ of about 3\d/) },
			},
		},
	});
});

describe('a dry run', () => {
	const tried = async ({ ports, clock }: InitialWorld) =>
		await tryWhole(ports, {
			...initialRequest(),
			workspaceId: WORKSPACE,
			databaseNow: new Date(clock.now()).toISOString().replace('Z', '0000Z'),
		});

	it('counts what a copy would do, and leaves every table as it is', async () => {
		const world = await initialWorld({ customers: 40 });
		const before = JSON.stringify(world.supabase.tables);
		const { created, skipped, fetched, ...summary } = await tried(world);
		expect(JSON.stringify(world.supabase.tables)).toBe(before);
		expect(summary).toMatchObject({
			status: 'dryRun',
			runId: null,
			message: expect.stringMatching(/Nothing was written\.$/),
			healed: created,
			differences: { missing: created },
		});
		expect(await world.copy()).toMatchObject({ created, skipped, fetched });
	});

	it('goes on beside a run that holds the workspace', async () => {
		const world = await initialWorld();
		await world.copy({ handBackAfter: 9 });
		const before = JSON.stringify(world.supabase.tables);
		expect((await tried(world)).created).toBeGreaterThan(0);
		expect(JSON.stringify(world.supabase.tables)).toBe(before);
	});

	it('ends when somebody wants it to', async () => {
		const world = await initialWorld();
		await expect(
			tryWhole(world.ports, {
				...initialRequest({ isStopped: () => true }),
				workspaceId: WORKSPACE,
				databaseNow: '2026-03-02T13:00:00.0000000Z',
			}),
		).rejects.toThrow('Stopped by a person');
	});

	it('writes no row of an interrupted copy', async () => {
		const world = await initialWorld();
		await tried(world);
		expect(lastRunOf(world)).toBeUndefined();
	});
});
