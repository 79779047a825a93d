import type { IDataObject } from 'n8n-workflow';

import { begunWorld, idsOf, said } from '../support/world/changes';
import { WORKSPACE, type World } from '../support/world/world';

const NUL = '\u0000';
/** Half of a surrogate pair. */
const HALF = '\ud83d';

describe('characters that no database takes, and text that is merely unusual', () => {
	let world: World;
	beforeAll(async () => {
		world = await begunWorld();
		await world.database.sql`alter table contacts add column source text`;
	});
	beforeEach(async () => {
		await world.database.sql`truncate contacts, servicetitan_sync_failures`;
	});
	afterAll(async () => await world.end());

	const person = (more: IDataObject, id = 71) => ({
		json: {
			id,
			name: 'Doe, Jane',
			type: 'Residential',
			contacts: [{ id: 1, type: 'Email', value: `jane${id}@example.com` }],
			...more,
		} as IDataObject,
	});
	const upsert = async (json: IDataObject, parameters = {}) =>
		await world.upsert([person(json), person({}, 72)], { workspaceId: WORKSPACE, ...parameters });
	const first = async () => (await world.contacts())[0];

	const address = (street: string) => ({
		address: { street, city: 'Austin', state: 'TX', zip: '78701', country: 'USA' },
	});
	const mapped = (value: string) => ({
		additionalColumns: { mappingMode: 'defineBelow', value: { source: value } },
	});

	it.each<[story: string, json: IDataObject, parameters?: object]>([
		['in the name', { name: `Do${NUL}e, Ja${HALF}ne` }],
		['in the type', { type: `Resi${NUL}dential${HALF}` }],
		['in the address', address(`1 Ma${NUL}in ${HALF}St`)],
		[
			'in an e-mail',
			{ contacts: [{ id: 1, type: 'Email', value: `ja${NUL}ne${HALF}@example.com` }] },
		],
		[
			'in a phone',
			{ contacts: [{ id: 1, type: 'MobilePhone', value: `512${NUL}555${HALF}0142 x${NUL}` }] },
		],
		['in a memo', { contacts: [{ id: 1, type: 'Email', value: 'a@b.co', memo: `${NUL}${HALF}` }] }],
		[
			'in the type of a contact',
			{ contacts: [{ id: 1, type: `Em${NUL}ail${HALF}`, value: 'a@b.co' }] },
		],
		['in custom fields', { customFields: [{ typeId: 1, name: `${NUL}a`, value: `b${HALF}` }] }],
		['in a key', { externalData: [{ [`k${NUL}`]: `v${HALF}` }], [`odd${NUL}`]: 1 }],
		['in a further column', {}, mapped(`fa${NUL}ir${HALF}`)],
	])('%s: the customer is written, and so is its neighbour', async (_, json, parameters = {}) => {
		const { contacts } = await upsert(json, {
			options: { skipWithoutContactMethods: false },
			...parameters,
		});
		expect(contacts.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		expect(await world.contacts()).toHaveLength(2);
		// The same once more is the same: what was replaced is not seen as a change.
		const again = await upsert(json, {
			options: { skipWithoutContactMethods: false },
			...parameters,
		});
		expect(again.contacts.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
	});

	it.each<[story: string, text: string]>([
		['emoji of four bytes and of several characters', '🛠️👩‍🔧𝔘𝔫𝔦'],
		['right to left', 'محمد الأمين'],
		['accents in two pieces', 'Zoe\u0308'],
		['quotes, backslashes and percent signs', `O'Neil "Bob" \\ %s $1 {} []`],
		['what looks like SQL', `Robert'); drop table contacts;--`],
		['what looks like JSON', '{"a": "\\u0000"}'],
		['the text of an escape, which is no NUL', '\\u0000'],
		['a character beyond Unicode’s text, U+FFFF', '\uffff'],
	])('%s is stored as it is', async (_, text) => {
		await upsert({ name: 'Doe, Jane', ...address(text) }, mapped(text));
		const fields = (await first())?.metadata.custom_fields as { address: { street: string } };
		expect(fields.address.street).toBe(text);
		const [row] = await world.database.sql`select source from contacts where crm_id = '71'`;
		expect(row).toEqual({ source: text });
	});

	it('a name and an address of a million characters are written, or fail that customer alone', async () => {
		const long = 'Long'.repeat(250_000);
		const { contacts } = await upsert({ name: long, ...address(long) });
		expect(contacts[1]).toMatchObject({ outcome: 'created' });
		expect(['created', 'failed']).toContain(contacts[0]?.outcome);
		expect((await world.contacts()).some(({ crm_id }) => crm_id === '72')).toBe(true);
	});

	it('an e-mail of a million characters fails that customer at most, and the run goes on', async () => {
		const value = `${'a'.repeat(1_000_000)}@example.com`;
		const { contacts } = await upsert({ contacts: [{ id: 1, type: 'Email', value }] });
		expect(contacts[1]).toMatchObject({ outcome: 'created' });
	});

	it('from ServiceTitan itself: read, handed out, noted, written', async () => {
		const { id } = world.serviceTitan.addCustomer({
			name: `Do${NUL}e, Ja${HALF}ne`,
			contacts: [{ type: 'Email', value: 'jane@example.com', memo: `m${NUL}${HALF}` }],
		});
		world.pass(15);
		const items = await world.poll();
		expect(idsOf(items)).toEqual([id]);
		expect((await world.upsert(items)).summary).toMatchObject({ status: 'completed', created: 1 });
	});

	it('in a reason or a failure that a person or a service gave: it is recorded all the same', async () => {
		world.serviceTitan.addCustomer({ name: 'A' });
		world.pass(15);
		await world.poll();
		await world.sync('failRun', {
			workflowId: 'w1',
			startedAt: new Date().toISOString(),
			failure: `It br${NUL}oke ${HALF}.`,
		});
		expect(await world.state()).toMatchObject({
			sync_status: 'failed',
			last_error: expect.stringContaining('It br'),
		});
		await world.poll();
		await world.sync('releaseRun', { reason: `mo${NUL}ved${HALF}` });
		expect(await world.state()).toMatchObject({
			sync_status: 'idle',
			last_error: expect.stringContaining('Released by a person: mo'),
		});
	});

	it('in the name of the workflow and the node: the run starts all the same', async () => {
		await world.sync('releaseRun', { takeOver: true });
		const place = {
			workflowId: 'w2',
			workflowName: `Sy${NUL}nc${HALF}`,
			nodeName: `W${NUL}${HALF}`,
		};
		expect(await said(world.poll(place))).toBe('nothing');
		expect(await said(world.poll())).toMatch(/of the workflow "Sy/);
	});
});
