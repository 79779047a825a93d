import { draftOf } from '../sync/anyOrder/business';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

describe('a reconciliation in one node', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		for (let value = 100; value < 140; value++) {
			const methods = [
				{ type: 'MobilePhone' as const, value },
				{ type: 'Email' as const, value },
			];
			world.serviceTitan.addCustomer(draftOf(value, methods));
		}
		world.pass(60);
		await world.sync('runInitialSync');
		world.pass(60);
	});
	afterEach(async () => await world.end());

	const reconcile = async (parameters = {}) =>
		(await world.sync('runReconciliation', parameters))[0];

	const rows = async () =>
		await world.database.sql<Array<{ crm_id: string }>>`
			select to_jsonb(c) - 'id' as row, c.crm_id from contacts c order by c.crm_id::bigint nulls last`;

	/** Sets some columns of the n-th contact by SQL. @returns its customer */
	async function plant(nth: number, values: Record<string, unknown>): Promise<string> {
		const crmId = (await rows())[nth]?.crm_id ?? '';
		await world.database.sql`
			update contacts set ${world.database.sql(values as never)} where crm_id = ${crmId}`;
		return crmId;
	}

	async function plantField(nth: number, path: string[], value: unknown): Promise<string> {
		const crmId = (await rows())[nth]?.crm_id ?? '';
		await world.database.sql`
			update contacts set metadata = jsonb_set(metadata, ${path}, ${JSON.stringify(value)}::text::jsonb)
			where crm_id = ${crmId}`;
		return crmId;
	}

	it('heals every kind of difference, names it, writes nothing else, and finds nothing the second time', async () => {
		const right = await rows();
		const planted: Array<[crmId: string, changed: string[]]> = [
			[await plant(0, { firstname: null }), ['firstname']],
			[await plant(1, { lastname: 'Other' }), ['lastname']],
			[await plant(2, { phone: null }), ['phone']],
			[await plant(3, { email: 'other@example.com', phone: '1' }), ['phone', 'email']],
			[await plantField(4, ['custom_fields', 'balance'], 17), ['balance']],
			[await plantField(5, ['custom_fields', 'mergedTo'], 12), ['mergedTo']],
			[await plantField(6, ['custom_fields', 'active'], false), ['active']],
			[
				await plant(7, { phone: '1', source_modified_on: '2099-01-01T00:00:00.0000000Z' }),
				['phone'],
			],
			[await plant(8, { phone: '1', source_modified_on: 'garbage' }), ['phone']],
			[await plant(9, { phone: '1', source_read_at: '2099-01-01T00:00:00Z' }), ['phone']],
		];
		const missing = right[10]?.crm_id ?? '';
		await world.database.sql`delete from contacts where crm_id = ${missing}`;
		await plantField(11, ['theirs'], 'stays');
		const kept = await rows();
		const { cursor } = await world.state();

		const dry = await reconcile({ dryRun: true });
		expect(await rows()).toEqual(kept);
		const summary = await reconcile();
		const expected = planted.map(([crm_id, changed]) => ({ crm_id, outcome: 'updated', changed }));
		for (const healed of [dry?.healedRows, summary?.healedRows])
			expect(healed).toEqual(
				expect.arrayContaining([...expected, { crm_id: missing, outcome: 'created', changed: [] }]),
			);
		expect(summary).toMatchObject({
			...{ healed: 11, unchanged: 29, unknown: 0 },
			differences: { missing: 1, phone: 5, balance: 1, mergedTo: 1, active: 1 },
			message: expect.stringMatching(/11 contacts were different, healed: phone in 5/),
		});
		const now = await rows();
		expect(now.map(({ crm_id }) => crm_id)).toEqual(right.map(({ crm_id }) => crm_id));
		expect(now.slice(11)).toEqual(kept.slice(10));
		expect((await world.state()).cursor).toEqual(cursor);

		world.pass(60);
		expect(await reconcile()).toMatchObject({
			...{ healed: 0, healedRows: [], unchanged: 40 },
			message: expect.stringContaining('Every contact is what ServiceTitan holds.'),
		});
		expect(await rows()).toEqual(now);
	});

	it('links again what lost its customer, leaves twins alone, and reports whom ServiceTitan does not know', async () => {
		const [lost, twin] = await rows();
		await world.database
			.sql`update contacts set crm_id = null where crm_id = ${lost?.crm_id ?? ''}`;
		await world.database.sql`
			insert into contacts (workspace_id, phone, email)
			select workspace_id, phone, email from contacts where crm_id = ${twin?.crm_id ?? ''}`;
		await world.database.sql`
			insert into contacts (workspace_id, crm_id, lastname) values (${WORKSPACE}, '12', 'Kept')`;
		expect(await reconcile()).toMatchObject({
			...{ linked: 1, healed: 1, unknown: 1, unknownIds: ['12'] },
			healedRows: [{ crm_id: lost?.crm_id, outcome: 'linked' }],
			message: expect.stringContaining('ServiceTitan does not know: 12. It was left as it is.'),
		});
		expect(await world.contacts()).toHaveLength(42);
		expect(await reconcile()).toMatchObject({ linked: 0, healed: 0 });
	});
});
