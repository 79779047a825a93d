import type { NodeExecutionHint } from 'n8n-workflow';

import { asked, execute, ids } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const contact = (operation: string, more: Record<string, unknown>) =>
	asked('contact', operation, more);

/** A business with one customer, who has a mobile phone. */
function business() {
	const world = startServiceTitanWorld();
	const { id: customerId } = world.simulator.addCustomer({
		contacts: [{ type: 'MobilePhone', value: '5125550142', memo: 'Ann' }],
	});
	const contactId = world.simulator.contactsOf(customerId)[0]?.id ?? 0;
	const theirs = () => world.simulator.contactsOf(customerId);
	return { world, customerId, contactId, theirs };
}

describe('contact method: create', () => {
	it('adds one, and gives it with whose it is', async () => {
		const { world, customerId, theirs } = business();
		const [item] = await execute(world, [
			contact('create', {
				customerId,
				type: 'Email',
				value: ' ann@example.com ',
				options: { memo: 'Work' },
			}),
		]);
		expect(item?.json).toMatchObject({ type: 'Email', value: 'ann@example.com', customerId });
		expect(item?.json).not.toHaveProperty('notStored');
		expect(theirs()[1]).toMatchObject({ type: 'Email', value: 'ann@example.com', memo: 'Work' });
	});

	it('says what ServiceTitan dropped without a word', async () => {
		const { world, customerId } = business();
		world.simulator.switches.memo = 'absent';
		const hints: NodeExecutionHint[] = [];
		const options = { memo: 'Work' };
		const items = [contact('create', { customerId, type: 'Fax', value: 5125550199, options })];
		const [item] = await execute(world, items, { hints });
		expect(item?.json).toMatchObject({ value: '5125550199', notStored: ['memo'] });
		expect(hints).toMatchObject([{ message: expect.stringContaining('memo'), type: 'warning' }]);
	});

	it('is not done twice when the connection is cut: it may be there already', async () => {
		const { world, customerId, theirs } = business();
		world.simulator.faults.next(1, 'lostAnswer', { path: /contacts$/ });
		await expect(
			execute(world, [contact('create', { customerId, type: 'Fax', value: '1' })]),
		).rejects.toMatchObject({ description: expect.stringContaining('is there already') });
		expect(theirs()).toHaveLength(2);
	});

	it('for an inactive customer says what is in the way', async () => {
		const { world, customerId } = business();
		world.simulator.deactivate(customerId);
		await expect(
			execute(world, [contact('create', { customerId, type: 'Fax', value: '1' })]),
		).rejects.toMatchObject({
			description: expect.stringMatching(/inactive customer.*activate the customer first/),
		});
	});

	it.each<[story: string, more: Record<string, unknown>, words: string]>([
		['no value', { type: 'Email', value: '  ' }, 'value: is empty'],
		['no value at all', { type: 'Email', value: null }, 'value: is empty'],
		['a type that does not exist', { type: 'Pager', value: '1' }, 'type: is none of Phone'],
		['no customer', { customerId: '', type: 'Email', value: '1' }, 'Customer: this is no ID'],
	])('with %s is not sent', async (_story, more, words) => {
		const { world, customerId } = business();
		await expect(
			execute(world, [contact('create', { customerId, ...more })]),
		).rejects.toMatchObject({ description: expect.stringContaining(words) });
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});

describe('contact method: update', () => {
	it('changes what was chosen and nothing else', async () => {
		const { world, customerId, contactId, theirs } = business();
		const changes = { value: '5125550143' };
		const [item] = await execute(world, [contact('update', { customerId, contactId, changes })]);
		expect(item?.json).toMatchObject({ id: contactId, value: '5125550143', customerId });
		expect(theirs()[0]).toMatchObject({ value: '5125550143', memo: 'Ann', type: 'MobilePhone' });
	});

	it('empties a memo', async () => {
		const { world, customerId, contactId, theirs } = business();
		await execute(world, [contact('update', { customerId, contactId, changes: { memo: '' } })]);
		expect(theirs()[0]?.memo).toBe('');
	});

	it('keeps the preferences that were not chosen, since ServiceTitan takes all or none', async () => {
		const { world, customerId, contactId, theirs } = business();
		const change = async (changes: object) =>
			await execute(world, [contact('update', { customerId, contactId, changes })]);
		await change({ marketingUpdatesEnabled: true });
		await change({ jobRemindersEnabled: true });
		await change({ marketingUpdatesEnabled: false, memo: 'x' });
		expect(theirs()[0]?.preferences).toEqual({
			jobRemindersEnabled: true,
			marketingUpdatesEnabled: false,
			invoiceStatementNotification: false,
		});
	});

	it.each<[story: string, changes: object | undefined, words: string]>([
		['nothing to change', {}, 'changes: nothing is chosen to be changed'],
		['no changes at all', undefined, 'changes: nothing is chosen to be changed'],
		['an empty value', { value: '' }, 'changes.value: is empty'],
	])('with %s is not sent', async (_story, changes, words) => {
		const { world, customerId, contactId } = business();
		await expect(
			execute(world, [contact('update', { customerId, contactId, changes })]),
		).rejects.toMatchObject({ description: expect.stringContaining(words) });
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});

describe('contact method: delete', () => {
	it('removes it and says so', async () => {
		const { world, customerId, contactId, theirs } = business();
		const output = await execute(world, [contact('delete', { customerId, contactId })]);
		expect(output.map(({ json }) => json)).toEqual([{ deleted: true, id: contactId, customerId }]);
		expect(theirs()).toEqual([]);
	});

	it('is done where only the answer was lost', async () => {
		const { world, customerId, contactId } = business();
		world.simulator.faults.next(1, 'lostAnswer', { path: /contacts/ });
		const [item] = await execute(world, [contact('delete', { customerId, contactId })]);
		expect(item?.json.deleted).toBe(true);
		expect(world.simulator.log.to(/contacts/, 'DELETE')).toHaveLength(2);
	});

	it('of one that is not there says so', async () => {
		const { world, customerId } = business();
		await expect(
			execute(world, [contact('delete', { customerId, contactId: 7 })]),
		).rejects.toMatchObject({ message: 'ServiceTitan has no such record' });
	});
});

describe('contact method: get many', () => {
	it('gives those of a customer, an inactive one too', async () => {
		const { world, customerId, contactId } = business();
		world.simulator.addCustomer({ contacts: [{ type: 'Fax', value: '1' }] });
		world.simulator.deactivate(customerId);
		const [item, ...others] = await execute(world, [contact('getMany', { customerId })]);
		expect(others).toEqual([]);
		expect(item?.json).toEqual({
			id: contactId,
			customerId,
			type: 'MobilePhone',
			value: '5125550142',
			memo: 'Ann',
			doNotText: false,
			createdOn: expect.any(String),
			modifiedOn: expect.any(String),
		});
	});

	it('gives those of everybody by date, page by page', async () => {
		const world = startServiceTitanWorld({ customers: 400 });
		const before = world.simulator.customers().flatMap(({ id }) => world.simulator.contactsOf(id));
		const filters = { createdBefore: '2030-01-01' };
		const all = await execute(world, [contact('getMany', { filters, returnAll: true })]);
		expect(all.length).toBeGreaterThan(500);
		expect(all.length).toBeLessThanOrEqual(before.length);
		expect(new Set(ids(all)).size).toBe(all.length);
		expect(await execute(world, [contact('getMany', { filters, limit: 7 })])).toHaveLength(7);
	});

	it('gives them as ServiceTitan sends them where that is wanted', async () => {
		const { world, customerId } = business();
		const [item] = await execute(world, [contact('getMany', { customerId, simplify: false })]);
		expect(item?.json).toMatchObject({ phoneSettings: { phoneNumber: '5125550142' } });
	});

	it.each<[filters: object, values: string[]]>([
		[{ createdOnOrAfter: '2026-07-01T12:30:00Z' }, ['2']],
		[{ createdBefore: '2026-07-01T12:30:00Z' }, ['1']],
		[{ modifiedBefore: '2026-07-01T12:30:00Z' }, ['1']],
	])('gives those of %j, by dates of creation alone too', async (filters, values) => {
		const world = startServiceTitanWorld();
		world.simulator.addCustomer({ contacts: [{ type: 'Fax', value: '1' }] });
		world.clock.pass(60 * 60_000);
		world.simulator.addCustomer({ contacts: [{ type: 'Fax', value: '2' }] });
		const found = await execute(world, [contact('getMany', { filters })]);
		expect(found.map(({ json }) => json.value)).toEqual(values);
	});

	it('without a customer or a date asks nobody, and says what to choose', async () => {
		const { world } = business();
		await expect(execute(world, [contact('getMany', { customerId: '' })])).rejects.toMatchObject({
			description: expect.stringContaining('Customer: choose a customer, or add a date'),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});
