import { runIncremental } from '../../sync/runIncremental';
import { tryWhole } from '../../sync/tryWhole';
import type { ContactRecord } from '../support/memory/memorySupabase';
import { runRequest } from '../support/world/portsInMemory';
import { Gate, type Fate } from './initial/gate';
import {
	copiedWorld,
	fieldsOf,
	reconcile,
	reconciliationRequest,
	rowsOf,
} from './initial/reconciling';
import {
	alter,
	lastRunOf,
	leaseEnds,
	WORKSPACE,
	wrongsIn,
	type InitialWorld,
} from './initial/world';
import { runReconciliation } from '../../sync/runReconciliation';

/** Sets fields inside metadata.custom_fields; `undefined` takes one out. */
const withFields = (row: ContactRecord, fields: object): Partial<ContactRecord> => ({
	metadata: { ...(row.metadata as object), custom_fields: { ...fieldsOf(row), ...fields } },
});

const FUTURE = '2099-01-01T00:00:00.0000000Z';

const PLANTED: Array<
	[story: string, plant: (row: ContactRecord) => Partial<ContactRecord>, changed: string[]]
> = [
	['no first name', () => ({ firstname: null }), ['firstname']],
	['another last name', () => ({ lastname: 'Other' }), ['lastname']],
	['no phone', () => ({ phone: null }), ['phone']],
	['another e-mail', () => ({ email: 'other@example.com' }), ['email']],
	['phone and e-mail', () => ({ phone: '1', email: null }), ['phone', 'email']],
	['a field of another value', (row) => withFields(row, { balance: 17 }), ['balance']],
	['a field missing', (row) => withFields(row, { tags: undefined }), ['tags']],
	['a field too many', (row) => withFields(row, { mergedTo: 12 }), ['mergedTo']],
	['inactive by mistake', (row) => withFields(row, { active: false }), ['active']],
	['no metadata at all', () => ({ metadata: null }), expect.arrayContaining(['active', 'address'])],
	['a version from the future', () => ({ phone: '1', source_modified_on: FUTURE }), ['phone']],
	['a version of garbage', () => ({ phone: '1', source_modified_on: 'new' }), ['phone']],
	[
		'read in the future',
		() => ({ phone: '1', source_read_at: `${FUTURE.slice(0, 26)}Z` }),
		['phone'],
	],
];

/** Makes each difference in a row of its own. @returns what is to be healed, by customer */
function plantAll({ supabase }: InitialWorld, rows: ContactRecord[]) {
	return PLANTED.map(([, plant, changed], index) => {
		const row = rows[index] as ContactRecord;
		supabase.changeContact(row.id, plant(row));
		return { crm_id: row.crm_id, outcome: 'updated', changed };
	});
}

describe('whatever is different', () => {
	it('is healed in one run, named by what it was, and nothing else is touched', async () => {
		const world = await copiedWorld();
		const rows = rowsOf(world);
		const planted = plantAll(world, rows);
		const missing = rows[PLANTED.length] as ContactRecord;
		world.supabase.removeContact(missing.id);
		const untouched = rows.slice(PLANTED.length + 1);
		const { last_modified_cursor, contact_token } = world.state();

		const summary = await reconcile(world);
		expect(wrongsIn(world)).toEqual([]);
		expect(summary.healedRows).toEqual(
			expect.arrayContaining([
				...planted,
				{ crm_id: missing.crm_id, outcome: 'created', changed: [] },
			]),
		);
		expect(summary).toMatchObject({
			status: 'completed',
			healed: PLANTED.length + 1,
			differences: { missing: 1, phone: 5, email: 2, firstname: 1, balance: 2 },
			unchanged: untouched.length,
			unknown: 0,
			message: expect.stringMatching(
				/20 customers.*14 contacts were different, healed: phone in 5/,
			),
		});
		const now = rowsOf(world);
		for (const row of untouched) expect(now).toContainEqual(row);
		expect(world.state()).toMatchObject({ last_modified_cursor, contact_token });
	});

	it('is not found by a second run', async () => {
		const world = await copiedWorld();
		plantAll(world, rowsOf(world));
		await reconcile(world);
		const healed = JSON.stringify(rowsOf(world));
		world.pass(60);
		expect(await reconcile(world)).toMatchObject({
			...{ healed: 0, differences: {}, healedRows: [], updated: 0, created: 0, unknownIds: [] },
			message: '20 customers: 20 unchanged. Every contact is what ServiceTitan holds.',
		});
		expect(JSON.stringify(rowsOf(world))).toBe(healed);
	});

	it.each(PLANTED)('leaves to others what is theirs beside %s', async (_, plant) => {
		const world = await copiedWorld(1, { faults: { further: ['branch'] } });
		const [row] = rowsOf(world) as [ContactRecord];
		const planted = { ...row, ...plant(row) };
		const metadata = {
			...((planted.metadata ?? {}) as object),
			vip: true,
			custom_fields: { ...(planted.metadata ? fieldsOf(planted) : {}), theirs: 'stays' },
		};
		world.supabase.changeContact(row.id, { ...planted, metadata, further: { branch: 'North' } });
		expect(await reconcile(world)).toMatchObject({ healed: 1 });
		expect(wrongsIn(world)).toEqual([]);
		expect(rowsOf(world)[0]).toMatchObject({
			metadata: { vip: true, custom_fields: { theirs: 'stays' } },
			further: { branch: 'North' },
		});
	});

	it('is told by a dry run too, which writes nothing', async () => {
		const world = await copiedWorld();
		const planted = plantAll(world, rowsOf(world));
		const before = JSON.stringify(world.supabase.tables);
		const summary = await tryWhole(world.ports, {
			...reconciliationRequest(),
			workspaceId: WORKSPACE,
			databaseNow: '2026-03-02T15:00:00.0000000Z',
		});
		expect(JSON.stringify(world.supabase.tables)).toBe(before);
		expect(summary.healedRows).toEqual(planted);
		expect(summary.message).toMatch(/13 contacts were different, a run would heal: .*Nothing was/);
		expect(await reconcile(world)).toMatchObject({ healed: summary.healed });
	});
});

describe('a contact that lost its customer', () => {
	it('is linked again where it looks like one typed in by hand', async () => {
		const world = await copiedWorld();
		const [row] = rowsOf(world) as [ContactRecord];
		world.supabase.changeContact(row.id, { crm_id: null });
		expect(await reconcile(world)).toMatchObject({
			linked: 1,
			healed: 1,
			healedRows: [{ crm_id: row.crm_id, outcome: 'linked' }],
		});
		expect(rowsOf(world)).toHaveLength(20);
		expect(wrongsIn(world)).toEqual([]);
	});

	it('stays as it is where that customer has another one: a twin typed in by hand', async () => {
		const world = await copiedWorld();
		const [row] = rowsOf(world) as [ContactRecord];
		const { phone, email } = row;
		const twin = world.supabase.addContact({ workspace_id: WORKSPACE, phone, email });
		const before = rowsOf(world);
		expect(await reconcile(world)).toMatchObject({ healed: 0, unchanged: 20 });
		expect(rowsOf(world)).toEqual(before);
		expect(before.at(-1)?.id).toBe(twin);
	});

	it('is reported where ServiceTitan knows no such customer, and left as it is', async () => {
		const world = await copiedWorld();
		const { id } = world.simulator.addCustomer({ name: 'Gone Soon' });
		world.simulator.deleteCustomer(id);
		for (const crm_id of [String(id), '12', 'ACME-7'])
			world.supabase.addContact({ workspace_id: WORKSPACE, crm_id, lastname: 'Kept' });
		const before = rowsOf(world);
		const summary = await reconcile(world);
		expect(summary).toMatchObject({
			healed: 0,
			unknown: 3,
			message: expect.stringMatching(
				/3 contacts belong to customers that ServiceTitan does not know/,
			),
		});
		expect([...summary.unknownIds].sort()).toEqual(['12', String(id), 'ACME-7'].sort());
		expect(rowsOf(world)).toEqual(before);
	});

	it('is asked for before it is called unknown, however many they are: the list may be wrong', async () => {
		const world = await copiedWorld(600);
		const before = rowsOf(world);
		const fetch = world.simulator.fetch.bind(world.simulator);
		// One page, which says there is no other one.
		alter(world, '/customers', (body) =>
			body.data.length > 8 ? { ...body, data: body.data.slice(0, 8), hasMore: false } : body,
		);
		const asked = world.simulator.fetch;
		world.simulator.fetch = async (request) =>
			new URL(request.url).searchParams.has('ids') ? await fetch(request) : await asked(request);
		const summary = await reconcile(world, { pageSize: 500, batchSize: 1000 });
		expect(summary).toMatchObject({ unknown: 0, healed: 0, unchanged: 600 });
		expect(rowsOf(world)).toEqual(before);
	});
});

it('heals a customer that could not be written before, and its failure is over', async () => {
	let refusing = true;
	const refuses = () => (refusing ? { message: 'closed', sqlstate: '23514' } : undefined);
	const world = await copiedWorld(3, { faults: { refuses } });
	expect(world.supabase.failures(WORKSPACE)).toHaveLength(3);
	refusing = false;
	expect(await reconcile(world)).toMatchObject({ created: 3, healed: 3, failed: 0 });
	expect(world.supabase.failures(WORKSPACE)).toEqual([]);
	expect(wrongsIn(world)).toEqual([]);
});

it('says which contact it cannot heal, and heals the others', async () => {
	const world = await copiedWorld(3);
	const [odd, other] = rowsOf(world) as [ContactRecord, ContactRecord];
	world.supabase.changeContact(odd.id, { metadata: 'what?', phone: null });
	world.supabase.changeContact(other.id, { phone: null });
	expect(await reconcile(world)).toMatchObject({
		status: 'completed_with_failures',
		healed: 1,
		failedRows: [{ crm_id: odd.crm_id, reason: expect.stringContaining('not an object') }],
	});
	expect(rowsOf(world)[0]).toMatchObject({ phone: null, metadata: 'what?' });
});

it('leaves to the incremental sync what changes meanwhile', async () => {
	const world = await copiedWorld(40);
	const [first] = world.simulator.customers();
	world.simulator.world.afterAnswer = () => {
		world.pass(0.1);
		world.simulator.editCustomer(first?.id ?? 0, { name: 'Eve Edited' });
	};
	await reconcile(world);
	world.simulator.world.afterAnswer = () => undefined;
	await world.goOn();
	expect(wrongsIn(world)).toEqual([]);
});

it('asks once for each page of customers, once for the contact methods of fifty, and twice for the total', async () => {
	const world = await copiedWorld(1000);
	world.simulator.log.clear();
	await reconcile(world, { pageSize: 500, batchSize: 1000 });
	// One more was refused, since the token had expired meanwhile.
	const answered = (path: string | RegExp) =>
		world.simulator.log.to(path).filter(({ status }) => status === 200);
	expect(answered(/tenant\/\d+\/customers$/)).toHaveLength(1000 / 500 + 2);
	expect(answered('/customers/contacts')).toHaveLength(1000 / 50);
	expect(answered(/export/)).toEqual([]);
});

describe('a reconciliation that does not come to its end', () => {
	it('is recorded with how far it was where somebody stopped it', async () => {
		const world = await copiedWorld();
		const stopped = reconcile(world, { isStopped: () => true });
		await expect(stopped).rejects.toThrow(/^Stopped by a person.* 8 of about 20 customers/);
		expect(lastRunOf(world)).toMatchObject({ status: 'failed', failure_kind: 'stopped' });
		expect(await reconcile(world)).toMatchObject({ status: 'completed' });
	});

	it('is refused while another run goes on', async () => {
		const world = await copiedWorld(3);
		const asked = { ...runRequest(), mode: 'incremental' as const };
		await world.ports.runs.start({ ...asked, runId: '20000000-0000-4000-8000-000000000001' });
		await expect(reconcile(world)).rejects.toMatchObject({ code: 'running' });
	});

	it.each<Fate>(['dies before it', 'dies behind it', 'is refused it', 'finds nobody there'])(
		'at each of its calls n8n %s: the cursor stays, and the next one heals all',
		async (fate) => {
			let call = 1;
			for (; call < 40; call++) {
				const world = await copiedWorld(PLANTED.length);
				plantAll(world, rowsOf(world));
				const { last_modified_cursor } = world.state();
				const gate = new Gate(fate, call);
				const run = runReconciliation(gate.through(world.ports), reconciliationRequest());
				const outcome = await Promise.race([run.catch((failure: unknown) => failure), gate.death]);
				expect(world.state()).toMatchObject({ last_modified_cursor });
				if (gate.calls < call) break;
				expect(outcome === 'dead' || outcome instanceof Error).toBe(true);
				leaseEnds(world);
				await reconcile(world);
				expect(wrongsIn(world)).toEqual([]);
				await runIncremental(world.ports, runRequest({ skipWithoutContactMethods: true }));
				expect(wrongsIn(world)).toEqual([]);
			}
			expect(call).toBeGreaterThan(8);
			expect(call).toBeLessThan(40);
		},
	);
});
