import { startWorld, WORKSPACE, type World } from '../support/world/world';

const person = (id: number, more: object = {}) => ({
	json: {
		id,
		name: `Person ${id}`,
		type: 'Residential',
		modifiedOn: '2026-03-01T10:00:00.1234567Z',
		contacts: [{ id, type: 'Email', value: `person${id}@example.com` }],
		...more,
	} as never,
});

describe('Supabase Contact Upsert with items of one’s own', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.database
			.sql`alter table contacts add column source text, add column score numeric(4, 1)`;
	});
	afterEach(async () => await world.end());

	const upsert = async (items: Parameters<World['upsert']>[0], parameters = {}) =>
		await world.upsert(items, { workspaceId: WORKSPACE, ...parameters });
	const columns = (value: object) => ({ additionalColumns: { mappingMode: 'defineBelow', value } });

	it('says of each item what became of it, in the order of the items', async () => {
		await upsert([person(2)]);
		const { contacts, summary } = await upsert([
			person(1),
			person(2),
			person(2, { name: 'Renamed', modifiedOn: '2026-03-01T10:00:01Z' }),
			person(3, { contacts: [] }),
		]);
		expect(contacts.map(({ crmId, outcome }) => [crmId, outcome])).toEqual([
			['1', 'created'],
			['2', 'skipped'],
			['2', 'updated'],
			['3', 'skipped'],
		]);
		expect(summary).toMatchObject({ fetched: 4, created: 1, updated: 1, skipped: 2 });
	});

	it('says what changed in a contact: the columns, and the details of ServiceTitan', async () => {
		await upsert([person(1), person(2)]);
		const later = { modifiedOn: '2026-03-01T10:00:01Z' };
		const { contacts } = await upsert([
			person(1, { ...later, name: 'Ada Lovelace', balance: 12.5 }),
			person(2, later),
			person(3),
		]);
		expect(contacts.map(({ changed }) => changed)).toEqual([
			['firstname', 'lastname', 'balance'],
			null,
			null,
		]);
	});

	it('costs ⌈n / batch⌉ calls', async () => {
		await world.database.clearCalls();
		await upsert(
			[1, 2, 3, 4, 5, 6, 7].map((id) => person(id)),
			{ options: { batchSize: 3 } },
		);
		expect(await world.database.calls()).toHaveLength(3);
	});

	it('writes the same twice and leaves updated_at', async () => {
		await upsert([person(1)]);
		const [before] = await world.contacts();
		expect((await upsert([person(1)])).summary).toMatchObject({ unchanged: 1 });
		expect((await world.contacts())[0]?.updated_at).toEqual(before?.updated_at);
	});

	it('never lets an older snapshot overwrite a newer one', async () => {
		await upsert([person(1, { name: 'New Name', modifiedOn: '2026-03-01T10:00:00.1234568Z' })]);
		const { contacts } = await upsert([person(1, { name: 'Old Name' })]);
		expect(contacts[0]).toMatchObject({
			outcome: 'skipped',
			reason: expect.stringContaining('newer'),
		});
		expect((await world.contacts())[0]).toMatchObject({ firstname: 'New', lastname: 'Name' });
	});

	it('leaves phone and e-mail alone on an item without contacts', async () => {
		await upsert([person(1)]);
		await upsert([
			person(1, { contacts: undefined, name: 'Other Name', modifiedOn: '2026-03-02T10:00:00Z' }),
		]);
		expect((await world.contacts())[0]).toMatchObject({
			firstname: 'Other',
			email: 'person1@example.com',
		});
	});

	it('leaves columns and metadata of others alone', async () => {
		await upsert([person(1)]);
		await world.database.sql`
			update contacts set source = 'fair', metadata = metadata || '{"mine": 1}' ||
				jsonb_build_object('custom_fields', (metadata->'custom_fields') || '{"favourite": "blue"}')`;
		await upsert([person(1, { name: 'Renamed', modifiedOn: '2026-03-02T10:00:00Z' })]);
		const [row] = await world.database.sql`select source, metadata from contacts`;
		expect(row).toMatchObject({
			source: 'fair',
			metadata: { mine: 1, custom_fields: { favourite: 'blue' } },
		});
	});

	it('fills further columns that were mapped, and no others', async () => {
		await upsert([person(1)], columns({ source: 'web', score: null }));
		await world.database.sql`update contacts set score = 7.5`;
		await upsert([person(1)], columns({ source: 'phone' }));
		const [row] = await world.database.sql`select source, score::text from contacts`;
		expect(row).toEqual({ source: 'phone', score: '7.5' });
	});

	it('says which further column a row could not be written for', async () => {
		const { contacts } = await upsert([person(1), person(2)], columns({ score: 123456 }));
		expect(contacts.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
		expect(contacts[0]?.reason).toMatch(/numeric field overflow/);
	});

	it('shows in a dry run what it would write, and writes nothing', async () => {
		const { contacts, summary } = await upsert([person(1)], { options: { dryRun: true } });
		expect(contacts[0]).toMatchObject({ outcome: 'created', firstname: 'Person', contactId: null });
		expect(summary).toMatchObject({ status: 'dryRun', created: 1 });
		expect(await world.contacts()).toEqual([]);
	});

	it('stores what no database takes with its place kept', async () => {
		const { contacts } = await upsert([person(1, { name: 'Ad\u0000a Love\ud800lace' })]);
		expect(contacts[0]).toMatchObject({ outcome: 'created' });
		expect((await world.contacts())[0]?.lastname).toMatch(/^Love.lace$/);
	});

	it('halves a batch that is too slow for the database, and writes all of it', async () => {
		await world.end();
		world = await startWorld({ statementTimeoutMs: 700 });
		await world.database.sql.unsafe(`
			create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.02); return new; end $$;
			create trigger slow before insert on contacts for each row execute function slow()`);
		const items = Array.from({ length: 60 }, (_, id) => person(id + 1));
		expect((await upsert(items)).summary).toMatchObject({ created: 60 });
	});

	it('gives every item the sentence with Continue on Fail', async () => {
		const { contacts } = await world.upsert(
			[person(1), person(2)],
			{ workspaceId: 'unknown' },
			{ continueOnFail: true },
		);
		expect(contacts).toEqual([
			{ outcome: 'failed', error: expect.stringContaining('has not been set up') },
			{ outcome: 'failed', error: expect.stringContaining('has not been set up') },
		]);
	});
});
