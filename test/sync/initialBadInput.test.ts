import { createChance } from '../../simulator/chance';
import type { FaultKind } from '../../simulator/faults/fault';
import { CUSTOMERS_AGAIN } from '../../sync/readExportedCustomers';
import { runIncremental } from '../../sync/runIncremental';
import { WITHOUT_EXPORTS } from '../../sync/readListedCustomers';
import { CONTACTS_AGAIN } from '../../sync/stageContactMethods';
import { runRequest } from '../support/world/portsInMemory';
import { editSomebody } from './initial/business';
import {
	alter,
	askedOf,
	initialWorld,
	lastRunOf,
	WORKSPACE,
	wrongsIn,
	type InitialWorld,
} from './initial/world';

const CUSTOMERS = '/export/customers';
const CONTACTS = '/export/customers/contacts';

/** Nobody asks for longer than this where it leads to nothing. */
const MOST_CALLS = 60;

/** A part of the copy is done; then half an hour passes in which the business goes on. */
async function halfWay(): Promise<InitialWorld> {
	const world = await initialWorld();
	const chance = createChance(5);
	await world.copy({ handBackAfter: 9 });
	for (let edits = 0; edits < 15; edits++) editSomebody(world.simulator, chance);
	world.pass(30);
	world.simulator.log.clear();
	return world;
}

describe('a place that ServiceTitan no longer accepts', () => {
	it.each([
		['in the export of contact methods', CONTACTS, CONTACTS_AGAIN],
		['in the export of customers', CUSTOMERS, CUSTOMERS_AGAIN],
	] as const)('%s: that one begins again, says so, and nothing is lost', async (_, path, note) => {
		const world = await halfWay();
		world.simulator.faults.next(1, 'exportTokenRefused', { path });
		const { message, initialSyncCompleted } = await world.copy();
		expect(initialSyncCompleted).toBe(true);
		expect(message).toContain(note);
		expect(askedOf(world, path).slice(0, 2)).toEqual([expect.any(String), undefined]);
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});

	it('after a pause too long for any of them: both begin again', async () => {
		const world = await halfWay();
		world.simulator.switches.exportTokenLife = 10 * 60_000;
		const { message } = await world.copy();
		expect(message).toContain(CONTACTS_AGAIN);
		expect(message).toContain(CUSTOMERS_AGAIN);
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});

	it('however new it is: ends in words, and goes on once they are accepted again', async () => {
		const world = await halfWay();
		world.simulator.switches.exportTokensRefused = true;
		await expect(world.copy()).rejects.toMatchObject({ failure: { kind: 'rejected' } });
		expect(world.simulator.log.entries.length).toBeLessThan(MOST_CALLS);
		expect(lastRunOf(world)).toMatchObject({
			status: 'failed',
			failure_kind: 'rejected',
			failure: expect.stringContaining('In words'),
		});
		world.simulator.switches.exportTokensRefused = false;
		await world.copy();
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});

	it('twice in one read, the second time further on: it comes to its end all the same', async () => {
		const world = await initialWorld();
		world.simulator.faults.next(1, 'exportTokenRefused', { path: CUSTOMERS, after: 2 });
		world.simulator.faults.next(1, 'exportTokenRefused', { path: CUSTOMERS, after: 5 });
		expect(await world.copy()).toMatchObject({ initialSyncCompleted: true });
		expect(wrongsIn(world)).toEqual([]);
	});
});

describe('an export that never ends', () => {
	const endsInWords = async (world: InitialWorld, healed: () => void) => {
		await expect(world.copy()).rejects.toThrow(
			/again and again|promise more but are empty|more but/,
		);
		expect(world.simulator.log.entries.length).toBeLessThan(2 * MOST_CALLS);
		expect(lastRunOf(world)).toMatchObject({ status: 'failed', failure_kind: 'malformed' });
		expect(world.state().initial_sync_completed).toBe(false);
		healed();
		await world.copy();
		expect(wrongsIn(world)).toEqual([]);
	};

	it.each<[FaultKind, string]>([
		['samePage', CONTACTS],
		['samePage', CUSTOMERS],
		['emptyPage', CONTACTS],
		['emptyPage', CUSTOMERS],
	])('%s from %s ends in words', async (kind, path) => {
		const world = await initialWorld();
		const { faults } = world.simulator;
		faults.rate(kind, 1, { path });
		await endsInWords(world, () => faults.clear());
	});

	it.each([
		['the same rows', CONTACTS, (data: never[]) => data],
		['the same rows', CUSTOMERS, (data: never[]) => data],
		['no rows', CONTACTS, () => []],
		['no rows', CUSTOMERS, () => []],
	])('%s from %s under ever new places end in words', async (_, path, rowsOf) => {
		const world = await initialWorld();
		const { fetch } = world.simulator;
		let first: never[] | undefined;
		let places = 0;
		alter(world, path, ({ data }) => {
			first ??= data as never[];
			return { data: rowsOf(first), hasMore: true, continueFrom: `place ${++places}` };
		});
		const asking = world.simulator.fetch;
		world.simulator.fetch = async (request) => {
			const url = new URL(request.url);
			if (url.searchParams.get('from')?.startsWith('place')) url.searchParams.delete('from');
			return await asking(new Request(url, request));
		};
		await endsInWords(world, () => {
			world.simulator.fetch = fetch;
		});
	});
});

describe('an app that may not read the exports', () => {
	it.each<[string, FaultKind, string | RegExp, number]>([
		['its scope is missing', '403', /\/export\//, 0],
		['the gateway knows no such path', '404', /\/export\//, 0],
		['of customers only', '403', CUSTOMERS, 0],
		['from the middle of the first one on', '403', /\/export\//, 3],
		['from the middle of the second one on', '403', CUSTOMERS, 2],
	])('%s: reads lists, says so, and hands over without a gap', async (_, kind, path, after) => {
		const world = await initialWorld();
		const chance = createChance(11);
		world.simulator.faults.next(Number.POSITIVE_INFINITY, kind, { path, after });
		world.simulator.world.afterAnswer = () => editSomebody(world.simulator, chance);
		const { message, initialSyncCompleted } = await world.copy();
		expect(initialSyncCompleted).toBe(true);
		expect(message).toContain(WITHOUT_EXPORTS);
		world.simulator.world.afterAnswer = () => undefined;
		world.simulator.faults.clear();
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});

	it('goes on in the list where it was interrupted, while the business goes on', async () => {
		const world = await initialWorld();
		world.simulator.switches.exportPermitted = false;
		const chance = createChance(13);
		world.simulator.world.afterAnswer = () => {
			editSomebody(world.simulator, chance);
			world.pass(0.2);
		};
		await world.copy({ handBackAfter: 9 });
		world.simulator.log.clear();
		await world.copy();
		const [next] = world.simulator.log.to(/tenant\/\d+\/customers$/);
		expect(Number(next?.query.page)).toBeGreaterThan(1);
		world.simulator.world.afterAnswer = () => undefined;
		// What was removed meanwhile is seen once the exports may be read.
		world.simulator.switches.exportPermitted = true;
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});
});

it('a phone that changes before the incremental sync first notes what is there, after its customer came by the list', async () => {
	const world = await initialWorld();
	const { simulator, ports, pass } = world;
	simulator.switches.exportPermitted = false;
	await world.copy({ handBackAfter: 9 });
	const [copied] = world.supabase.contactRows(WORKSPACE);
	simulator.addContact(Number(copied?.crm_id), { type: 'MobilePhone', value: '5125550123' });
	simulator.switches.exportPermitted = true;
	pass(30);
	await runIncremental(ports, runRequest());
	pass(30);
	await world.copy();
	await world.goOn();
	expect(wrongsIn(world)).toEqual([]);
});

describe('a record in a form nobody expected', () => {
	it.each([
		['a customer', CUSTOMERS, { name: 17 }],
		['a contact method', CONTACTS, { value: { odd: true } }],
	])('%s fails alone and by name; the others are copied', async (_, path, odd) => {
		const world = await initialWorld();
		let failing = '';
		alter(world, path, (body) => {
			const [first, ...others] = body.data;
			if (failing !== '' || !first) return body;
			failing = String(first.customerId ?? first.id);
			return { ...body, data: [{ ...first, ...odd }, ...others] };
		});
		const summary = await world.copy();
		expect(summary).toMatchObject({
			status: 'completed_with_failures',
			initialSyncCompleted: true,
			failed: 1,
			failedRows: [{ crm_id: failing, reason: expect.stringContaining('cannot be read') }],
		});
		expect(world.supabase.failures(WORKSPACE)).toMatchObject([{ crm_id: failing, status: 'open' }]);
		expect(wrongsIn(world)).toEqual([`customer ${failing} has no row`]);
		world.pass(24 * 60);
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});

	it('a row that the database refuses fails alone, and comes once it may', async () => {
		let refusing = true;
		const world = await initialWorld({
			faults: {
				refuses: ({ firstname }) =>
					refusing && firstname === 'Bob' ? { message: 'no Bobs', sqlstate: '23514' } : undefined,
			},
		});
		const { failed, initialSyncCompleted } = await world.copy();
		expect(initialSyncCompleted).toBe(true);
		expect(failed).toBeGreaterThan(0);
		refusing = false;
		world.pass(24 * 60);
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});
});

describe('what a person has changed in the state meanwhile', () => {
	it.each<[string, object]>([
		['no object at all', ['what', 'is', 'this']],
		['one of another version', { version: 2 }],
		['nothing in it', {}],
	])('a stored copy that cannot be read (%s) begins anew', async (_, backfill) => {
		const world = await halfWay();
		world.supabase.changeState(WORKSPACE, { backfill: backfill as never });
		expect(await world.copy()).toMatchObject({ initialSyncCompleted: true });
		expect(askedOf(world, CUSTOMERS)[0]).toBeUndefined();
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
		expect(world.supabase.staged(WORKSPACE)).toEqual([]);
	});

	it.each<[string, string | null, unknown]>([
		['emptied', null, undefined],
		['an empty text', '', undefined],
		['something else', 'no place', 'no place'],
	])(
		'the place in the export of customers is %s: obeyed, and counted anew',
		async (_, to, asked) => {
			const world = await halfWay();
			world.supabase.changeState(WORKSPACE, { last_continue_from: to });
			const { progress } = await world.copy();
			expect(askedOf(world, CUSTOMERS)[0]).toBe(asked);
			expect(progress.customers).toBe(world.simulator.customers().length);
			await world.goOn();
			expect(wrongsIn(world)).toEqual([]);
		},
	);

	it('the cursor, in mid-run: it stays where they put it, and the summary says so', async () => {
		const world = await initialWorld();
		const moved = '2026-03-01T08:00:00.000000Z';
		world.simulator.world.afterAnswer = () =>
			world.supabase.changeState(WORKSPACE, { last_modified_cursor: moved });
		const { message } = await world.copy();
		expect(message).toContain('Somebody set the cursor');
		expect(world.state()).toMatchObject({
			last_modified_cursor: moved,
			initial_sync_completed: true,
		});
		world.simulator.world.afterAnswer = () => undefined;
		await world.goOn();
		expect(wrongsIn(world)).toEqual([]);
	});
});
