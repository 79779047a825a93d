import { searchContactMethods, searchNotes } from '../../../nodes/ServiceTitan/searchRecords';
import { listContext } from '../../support/n8nHost/contexts';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

function business() {
	const world = startServiceTitanWorld();
	const { id: customerId } = world.simulator.addCustomer({
		contacts: [
			{ type: 'MobilePhone', value: '5125550142' },
			{ type: 'Email', value: 'Ann@example.com' },
		],
	});
	world.simulator.addNote(customerId, 'Called about\nthe boiler');
	world.simulator.addNote(customerId, `${'Long '.repeat(30)}`);
	return { ...world, customerId, context: listContext(world.host, { customerId }) };
}

it('contact methods of the chosen customer, by what they are', async () => {
	const { context, simulator, customerId } = business();
	const [phone, email] = simulator.contactsOf(customerId).map(({ id }) => id);
	expect((await searchContactMethods.call(context)).results).toEqual([
		{ name: '5125550142 (MobilePhone)', value: phone },
		{ name: 'Ann@example.com (Email)', value: email },
	]);
	expect((await searchContactMethods.call(context, 'ann@')).results).toHaveLength(1);
});

it('notes on the chosen customer, the latest first, on one short line', async () => {
	const { context } = business();
	const { results } = await searchNotes.call(context);
	expect(results[0]?.name).toMatch(/^Long Long .{40,60}… \(2\d{3}-\d\d-\d\d\)$/);
	expect(results[1]?.name).toMatch(/^Called about the boiler \(/);
	expect((await searchNotes.call(context, 'BOILER')).results).toHaveLength(1);
});

it('while no customer is chosen it says so', async () => {
	const { host } = business();
	const empty = listContext(host, { customerId: '' });
	await expect(searchNotes.call(empty)).rejects.toMatchObject({
		description: expect.stringContaining('Customer: this is no ID of a customer'),
	});
});
