import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { addPeople, begunWorld, cursorOf, idsOf, leaseEnds, said } from '../support/world/changes';
import { WORKSPACE, type World } from '../support/world/world';

describe('items that a node on the way has altered', () => {
	let world: World;
	let ids: number[];
	let items: INodeExecutionData[];
	let before: unknown;
	beforeEach(async () => {
		world = await begunWorld();
		ids = addPeople(world, 4);
		before = await cursorOf(world);
		items = await world.poll();
	});
	afterEach(async () => await world.end());

	const altered = (change: (json: IDataObject, sync: IDataObject) => IDataObject) =>
		items.map(({ json }) => ({ json: change(json, json.sync as IDataObject) }));
	const emails = async () => (await world.contacts()).map(({ email }) => email);
	const asWritten = [0, 1, 2, 3].map((number) => `person${number}@example.com`);

	describe('in their field `sync`', () => {
		it.each<[story: string, change: (json: IDataObject, sync: IDataObject) => IDataObject]>([
			['that is gone', ({ sync: _, ...json }) => json],
			['that is null', (json) => ({ ...json, sync: null })],
			['that is text', (json) => ({ ...json, sync: '[object Object]' })],
			['that is empty', (json) => ({ ...json, sync: {} })],
			['without runId', (json, { runId: _, ...sync }) => ({ ...json, sync })],
			['without workspaceId', (json, { workspaceId: _, ...sync }) => ({ ...json, sync })],
			['with a runId that is none', (json, sync) => ({ ...json, sync: { ...sync, runId: '12' } })],
			[
				'with the runId of nobody',
				(json, sync) => ({
					...json,
					sync: { ...sync, runId: '00000000-0000-4000-8000-000000000000' },
				}),
			],
		])('%s: nothing is written, the cursor stays, and they come again', async (_, change) => {
			expect(await said(world.upsert(altered(change)))).toMatch(/field "sync"|Hand on "sync"/);
			expect(await world.contacts()).toEqual([]);
			expect(await cursorOf(world)).toEqual(before);
			await leaseEnds(world);
			const again = await world.poll();
			expect(idsOf(again)).toEqual(ids);
			expect((await world.upsert(again)).summary).toMatchObject({ created: 4 });
		});

		it('without readAt: they are written all the same', async () => {
			const bare = altered((json, { readAt: _, ...sync }) => ({ ...json, sync }));
			expect((await world.upsert(bare)).summary).toMatchObject({ status: 'completed', created: 4 });
		});

		it('with a readAt that is no time: they are written all the same', async () => {
			const odd = altered((json, sync) => ({ ...json, sync: { ...sync, readAt: 'just now' } }));
			expect((await world.upsert(odd)).summary).toMatchObject({ status: 'completed', created: 4 });
		});

		it('of only some: those that kept it are written, and the cursor waits for the others', async () => {
			const mixed = [...items.slice(0, 2), ...altered(({ sync: _, ...json }) => json).slice(2)];
			expect(await said(world.upsert(mixed))).toMatch(/lost their field "sync"/);
			expect(await emails()).toEqual(asWritten.slice(0, 2));
			expect(await cursorOf(world)).toEqual(before);
		});
	});

	describe('in their field `contacts`', () => {
		beforeEach(async () => {
			await world.upsert(items);
			expect(await emails()).toEqual(asWritten);
			for (const id of ids) world.serviceTitan.editCustomer(id, { name: 'Renamed, Rita' });
			world.pass(15);
			items = await world.poll();
		});

		it.each<[story: string, contacts: unknown, outcome: string, kept: boolean]>([
			['that is gone: phone and e-mail stay', undefined, 'updated', true],
			['that is null: phone and e-mail stay', null, 'updated', true],
			['that is empty: the customer has none, and the row says so', [], 'updated', false],
			[
				'that is a list of text: the customer fails, and nothing of it is written',
				['a@b.c'],
				'failed',
				true,
			],
			['that is text: the customer fails, and nothing of it is written', 'a@b.c', 'failed', true],
		])('%s', async (_, contacts, outcome, kept) => {
			const { contacts: outcomes, summary } = await world.upsert(
				altered((json) => ({ ...json, contacts }) as IDataObject),
			);
			expect(outcomes.map((one) => one.outcome)).toEqual(ids.map(() => outcome));
			expect(summary.status).toBe(outcome === 'failed' ? 'completed_with_failures' : 'completed');
			expect(await emails()).toEqual(kept ? asWritten : [null, null, null, null]);
			const names = new Set((await world.contacts()).map(({ firstname }) => firstname));
			expect(names).toEqual(new Set([outcome === 'failed' ? 'Person' : 'Rita']));
		});

		it('that failed: the next run reads the customer anew, and it is whole again', async () => {
			await world.upsert(altered((json) => ({ ...json, contacts: 'x' })));
			await world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;
			world.pass(15);
			expect(await world.run()).toMatchObject({ status: 'completed', updated: 4 });
			expect(await emails()).toEqual(asWritten);
			expect(await world.database.sql`select * from servicetitan_sync_failures`).toEqual([]);
		});

		it('that are another customer’s: that one fails rather than be called by a stranger', async () => {
			const swapped = items.map(({ json }, place) => ({
				json: { ...json, contacts: items[(place + 1) % 4]?.json.contacts } as IDataObject,
			}));
			const { contacts } = await world.upsert(swapped);
			expect(contacts.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'failed'));
			expect(contacts[0]?.reason).toMatch(/of another customer/);
			expect(await emails()).toEqual(asWritten);
		});
	});

	describe('in their `id`', () => {
		it('that became text: it is the same customer', async () => {
			const text = altered((json) => ({ ...json, id: ` ${String(json.id)} ` }));
			expect((await world.upsert(text)).summary).toMatchObject({ status: 'completed', created: 4 });
		});

		it('that is gone: each fails with what to do, and the cursor waits', async () => {
			const { contacts, summary } = await world.upsert(altered(({ id: _, ...json }) => json));
			expect(contacts[0]?.reason).toMatch(/no ServiceTitan customer ID.*field "id"/);
			expect(summary).toMatchObject({ status: 'waiting', failed: 4 });
			expect(await cursorOf(world)).toEqual(before);
			expect(await world.contacts()).toEqual([]);
		});

		it('that is another’s: no contact is made for a customer whom the run never handed out', async () => {
			const other = altered((json) => ({ ...json, id: Number(json.id) + 1_000_000 }));
			await said(world.upsert(other));
			expect(await cursorOf(world)).toEqual(before);
			expect(await world.contacts()).toEqual([]);
		});
	});
});

describe('items from elsewhere, such as rows of a sheet, while no run is open', () => {
	let world: World;
	beforeAll(async () => {
		world = await begunWorld();
	});
	beforeEach(async () => {
		await world.database.sql`truncate contacts, servicetitan_sync_failures`;
	});
	afterAll(async () => await world.end());

	const row = { id: '71', name: 'Doe, Jane', row_number: 2, email: 'jane@example.com' };
	const upsert = async (json: object, parameters = {}) =>
		await world.upsert([{ json: json as IDataObject }], { workspaceId: WORKSPACE, ...parameters });

	it('are written where the workspace is named; a column "email" is none of theirs', async () => {
		const { contacts } = await upsert(row, { options: { skipWithoutContactMethods: false } });
		expect(contacts[0]).toMatchObject({ outcome: 'created', crmId: '71', firstname: 'Jane' });
		expect((await world.contacts())[0]).toMatchObject({ crm_id: '71', email: null });
	});

	it('say that a workspace must be chosen where none is named', async () => {
		expect(await said(upsert(row, { workspaceId: '' }))).toMatch(/choose a workspace/i);
	});

	it.each<[story: string, more: object, field: string]>([
		['a balance with a comma', { balance: '1,200.50' }, 'balance'],
		['a flag in words', { active: 'TRUE' }, 'active'],
		['an address in one cell', { address: '1 Main St' }, 'address'],
		['tags in one cell', { tagTypeIds: '12, 13' }, 'tagTypeIds'],
		['a date as people write it', { modifiedOn: '3/1/2026' }, 'modifiedOn'],
		['contacts as the text of JSON', { contacts: '[{"type":"Email"}]' }, 'contacts'],
	])('fail alone, with the name of the field: %s', async (_, more, field) => {
		const { contacts, summary } = await world.upsert(
			[{ json: { ...row, ...more } as IDataObject }, { json: { ...row, id: '72' } }],
			{ workspaceId: WORKSPACE, options: { skipWithoutContactMethods: false } },
		);
		expect(contacts.map(({ outcome }) => outcome)).toEqual(['failed', 'created']);
		expect(contacts[0]?.reason).toContain(field);
		expect(summary).toMatchObject({ status: 'completed_with_failures', failed: 1, created: 1 });
	});

	it.each(['', ' ', 'abc', '12.5', '-3', '1e3', '12345678901234567890', null, {}, [71], true])(
		'have no customer ID: %j',
		async (id) => {
			const { contacts } = await upsert({ ...row, id });
			expect(contacts[0]).toMatchObject({ outcome: 'failed', crmId: null });
			expect(await world.contacts()).toEqual([]);
		},
	);
});
