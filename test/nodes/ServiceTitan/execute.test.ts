import { resources } from '../../../nodes/ServiceTitan/operations';
import { checkAgainstSpecification } from '../../support/specification';
import {
	addNote,
	asked,
	execute,
	getCustomer,
	getMany,
	ids,
} from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

describe('items', () => {
	it('are worked on one by one, each output paired to its input', async () => {
		const world = startServiceTitanWorld();
		const [ada, bob] = ['Ada', 'Bob'].map((name) => world.simulator.addCustomer({ name }).id);
		const output = await execute(world, [
			getCustomer(ada),
			getMany({ limit: 2 }),
			getCustomer(bob),
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 1, 2].map((item) => ({ item })),
		);
		expect(ids(output)).toEqual([ada, ada, bob, bob]);
	});

	it('that fail say why and let the others go on, where that is wanted', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const output = await execute(world, [getCustomer(999), getCustomer(id), getCustomer('x')], {
			continueOnFail: true,
		});
		const words = { description: expect.any(String) };
		const unknown = { ...words, error: 'ServiceTitan has no such record', kind: 'missing' };
		expect(output).toMatchObject([
			{ json: unknown, pairedItem: { item: 0 } },
			{ json: { id }, pairedItem: { item: 1 } },
			{ json: { ...words, kind: 'input' }, pairedItem: { item: 2 } },
		]);
	});

	it('that fail leave by the error output in the form by which n8n knows them', async () => {
		const world = startServiceTitanWorld();
		const [failed] = await execute(world, [getCustomer(999)], { onError: 'continueErrorOutput' });
		// An item with other fields than these would leave by the first output.
		expect(failed?.json).toEqual({
			error: 'ServiceTitan has no such record',
			message: expect.stringMatching(/Customer with ID = 999 is not found.*Check the ID/),
			details: { kind: 'missing' },
		});
	});

	it('that fail are named otherwise', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		await expect(execute(world, [getCustomer(id), getCustomer(999)])).rejects.toMatchObject({
			context: { itemIndex: 1 },
		});
	});

	it('by the dozen take one token', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const dozen = Array.from({ length: 12 }, () => getCustomer(id));
		await execute(world, dozen);
		expect(world.simulator.tokens.issued).toBe(1);
	});
});

it('a credential without a tenant is said to be incomplete', async () => {
	const world = startServiceTitanWorld();
	world.credential.tenantId = '';
	await expect(execute(world, [getMany()])).rejects.toMatchObject({
		message: 'The Tenant ID of the ServiceTitan credential is empty',
	});
});

it('every request of it conforms to the specification', async () => {
	const world = startServiceTitanWorld({ customers: 3 });
	const address = { street: '1 Main St', city: 'A', state: 'TX', zip: '1', country: 'USA' };
	const { id } = world.simulator.addCustomer({ contacts: [{ type: 'Fax', value: '1' }] });
	const contactId = world.simulator.contactsOf(id)[0]?.id;
	const locationId = world.simulator.tenant.locations.rows()[0]?.id;
	const noteId = world.simulator.addNote(id, 'First').id;
	const dates = { createdBefore: '2027-01-01T00:00:00Z', modifiedOnOrAfter: '2020-01-01' };
	const filters = { name: 'a', active: 'Any', ...dates };
	const of = (resource: string, operation: string, more = {}) =>
		asked(resource, operation, { customerId: id, tagTypeIds: ['VIP'], ...more });
	const customFields = { field: [{ typeId: 'Gate code', value: '1' }] };
	const items = [
		getCustomer(id),
		getMany({ filters, options: { includeContacts: true } }),
		of('customer', 'create', {
			name: 'Ann',
			type: 'Commercial',
			address,
			contacts: { contact: [{ type: 'Phone', value: '1', memo: 'x' }] },
			details: { customFields, tagTypeIds: [201], taxExempt: true, nationalAccount: true },
		}),
		of('customer', 'upsert', {
			findBy: 'externalId',
			applicationGuid: '0b5a3c5e-8d7e-4a4e-9a5c-1f2e3d4c5b6a',
			externalKey: 'lead',
			externalValue: '1',
			name: 'Bob',
			type: 'Residential',
			address,
		}),
		of('customer', 'update', {
			changes: { name: 'Ann', type: 'Commercial', active: true, customFields, doNotService: true },
			address: { unit: '7', latitude: 1.5, longitude: 2 },
		}),
		of('customField', 'getMany'),
		of('contact', 'create', { type: 'Email', value: 'a@b.c', options: { memo: 'x' } }),
		of('contact', 'update', {
			contactId,
			changes: { type: 'Phone', value: '2', memo: '', jobRemindersEnabled: true },
		}),
		of('contact', 'getMany', { filters: dates }),
		of('contact', 'delete', { contactId }),
		addNote(id, 'Called back.', { options: { pinToTop: true, addToLocations: false } }),
		of('note', 'getMany', { filters: dates }),
		of('note', 'delete', { noteId }),
		of('tag', 'add'),
		of('tag', 'remove'),
		of('tag', 'addInBulk', { customerIds: [id] }),
		of('tag', 'removeInBulk', { customerIds: [id] }),
		of('location', 'create', { name: 'Barn', address, details: { customFields, tagTypeIds: 201 } }),
		of('location', 'update', { locationId, changes: { name: 'Barn' }, address: { unit: '7' } }),
		of('location', 'get', { locationId }),
		of('location', 'getMany', { filters: { city: 'a', ...dates } }),
		of('rawRequest', 'send', { path: 'customers', readPages: true }),
		of('customer', 'deactivate'),
	];
	const done = new Set(items.map(({ resource, operation }) => `${resource}.${operation}`));
	await execute(world, items);
	const crm = world.simulator.log.entries.filter(({ path }) => path.startsWith('/crm/'));
	expect(crm.flatMap(checkAgainstSpecification)).toEqual([]);
	const all = resources.flatMap(({ value, operations }) =>
		operations.map(({ option }) => `${value}.${option.value}`),
	);
	// The names of tags are of another module, which the specification here does not have.
	expect(all.filter((one) => !done.has(one))).toEqual(['tag.getMany']);
});
