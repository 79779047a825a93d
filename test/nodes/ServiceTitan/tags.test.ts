import { loadTagTypes } from '../../../nodes/ServiceTitan/loadOptions';
import { listContext } from '../../support/n8nHost/contexts';
import { asked, execute } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

function business() {
	const world = startServiceTitanWorld();
	const { id: customerId } = world.simulator.addCustomer({ tagTypeIds: [201] });
	const tags = (id = customerId) => world.simulator.customer(id).tagTypeIds;
	return { world, customerId, tags };
}

const tag = (operation: string, more: Record<string, unknown>) => asked('tag', operation, more);

describe('tag: add', () => {
	it.each<[story: string, given: unknown]>([
		['by id', [203, 204]],
		['by name', ['Do Not Call', 'referral']],
		['by both, in one text', ' 203, Referral,, referral '],
	])('%s: those it had stay', async (_story, given) => {
		const { world, customerId, tags } = business();
		const [item] = await execute(world, [tag('add', { customerId, tagTypeIds: given })]);
		expect(item?.json).toEqual({ customerId, added: [203, 204], tagTypeIds: [201, 203, 204] });
		expect(tags()).toEqual([201, 203, 204]);
	});

	it('is sent again where the answer was lost: twice is as once', async () => {
		const { world, customerId, tags } = business();
		world.simulator.faults.next(1, 'lostAnswer', { path: /tags/ });
		await execute(world, [tag('add', { customerId, tagTypeIds: 203 })]);
		expect(tags()).toEqual([201, 203]);
	});

	it.each<[story: string, given: unknown]>([
		['that the customer has', [201, 203]],
		['whose first answer was lost', [203]],
	])('%s is no failure where ServiceTitan says 409', async (_story, given) => {
		const { world, customerId, tags } = business();
		world.simulator.switches.tagTwice = false;
		world.simulator.faults.next(1, 'lostAnswer', { path: /tags.203/ });
		const [item] = await execute(world, [tag('add', { customerId, tagTypeIds: given })]);
		expect(item?.json.tagTypeIds).toEqual([201, 203]);
		expect(tags()).toEqual([201, 203]);
	});

	it.each<[story: string, given: unknown, words: string]>([
		[
			'that do not exist are named',
			['VIP', 'Very Important'],
			'Tags: ServiceTitan has no tag "Very Important"',
		],
		['none of which is chosen', [], 'Tags: nothing is chosen'],
		['none of which is chosen, in an empty text', ' , ', 'Tags: nothing is chosen'],
	])('%s, and nothing is changed', async (_story, given, words) => {
		const { world, customerId, tags } = business();
		await expect(
			execute(world, [tag('add', { customerId, tagTypeIds: given })]),
		).rejects.toMatchObject({ description: expect.stringContaining(words) });
		expect(tags()).toEqual([201]);
	});
});

describe('tag: remove', () => {
	it('takes them, the others stay', async () => {
		const { world, customerId, tags } = business();
		await execute(world, [tag('add', { customerId, tagTypeIds: [203] })]);
		const [item] = await execute(world, [tag('remove', { customerId, tagTypeIds: ['vip'] })]);
		expect(item?.json).toEqual({ deleted: true, customerId, tagTypeIds: [201] });
		expect(tags()).toEqual([203]);
	});

	it('of one it does not have says so', async () => {
		const { world, customerId } = business();
		await expect(
			execute(world, [tag('remove', { customerId, tagTypeIds: [205] })]),
		).rejects.toMatchObject({ message: 'ServiceTitan has no such record' });
	});
});

describe('tag: in bulk', () => {
	it('gives many customers tags and takes them again, 50 a call', async () => {
		const world = startServiceTitanWorld();
		const customerIds = Array.from({ length: 120 }, () => world.simulator.addCustomer({}).id);
		const tagsOf = () =>
			new Set(customerIds.map((id) => world.simulator.customer(id).tagTypeIds.join()));
		const [added] = await execute(world, [
			tag('addInBulk', { customerIds, tagTypeIds: ['Warranty', 201] }),
		]);
		expect(added?.json).toEqual({ added: true, customerIds, tagTypeIds: [205, 201] });
		expect(tagsOf()).toEqual(new Set(['205,201']));
		expect(world.simulator.log.to('/tags', 'PUT')).toHaveLength(3);
		const [removed] = await execute(world, [
			tag('removeInBulk', { customerIds: customerIds.join(', '), tagTypeIds: [205] }),
		]);
		expect(removed?.json).toMatchObject({ deleted: true });
		expect(tagsOf()).toEqual(new Set(['201']));
	});

	it.each<[customerIds: unknown, words: string]>([
		['41863, Ann', 'Customer IDs: "Ann" is no ID of a customer'],
		['', 'Customer IDs: nothing is chosen'],
	])('for %p asks nobody', async (customerIds, words) => {
		const { world } = business();
		await expect(
			execute(world, [tag('addInBulk', { customerIds, tagTypeIds: [201] })]),
		).rejects.toMatchObject({ description: expect.stringContaining(words) });
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});

describe('tag: get many', () => {
	it.each<[more: Record<string, unknown>, names: string[]]>([
		[{ name: 'e', limit: 2 }, ['Membership', 'Referral']],
		[{ name: ' VIP ' }, ['VIP']],
		[{ limit: 1 }, ['VIP']],
	])('with %j gives %j', async (more, names) => {
		const { world } = business();
		const output = await execute(world, [tag('getMany', more)]);
		expect(output.map(({ json }) => json.name)).toEqual(names);
	});

	it('asks for no more than is wanted', async () => {
		const { world } = business();
		await execute(world, [tag('getMany', { limit: 2 })]);
		expect(world.simulator.log.to(/tag-types/)[0]?.query).toMatchObject({ pageSize: '2' });
	});
});

describe('the list of tags to choose from', () => {
	it('is in the order of their names', async () => {
		const { world } = business();
		const options = await loadTagTypes.call(listContext(world.host));
		expect(options[0]).toEqual({ name: 'Do Not Call', value: 203 });
		expect(options).toHaveLength(6);
	});

	it('says which permission is missing', async () => {
		const { world } = business();
		world.simulator.tenant.scopes.delete('tn.stn.tagtypes:r');
		await expect(loadTagTypes.call(listContext(world.host))).rejects.toMatchObject({
			message: 'The ServiceTitan app lacks a permission (scope)',
			description: expect.stringContaining('tn.stn.tagtypes:r'),
		});
	});
});
