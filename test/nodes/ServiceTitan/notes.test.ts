import { asked, execute } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

function business() {
	const world = startServiceTitanWorld();
	const { id: customerId } = world.simulator.addCustomer({});
	const notes = ['First', 'Second', 'Third'].map((text) => {
		world.clock.pass(60_000);
		return world.simulator.addNote(customerId, text);
	});
	return { world, customerId, notes };
}

describe('note: get many', () => {
	it('gives those of the customer, and whose they are', async () => {
		const { world, customerId } = business();
		world.simulator.addNote(world.simulator.addCustomer({}).id, "Somebody else's");
		const output = await execute(world, [asked('note', 'getMany', { customerId })]);
		expect(output.map(({ json }) => [json.text, json.customerId])).toEqual([
			['First', customerId],
			['Second', customerId],
			['Third', customerId],
		]);
	});

	it('gives as many as wanted, of the time that is wanted', async () => {
		const { world, customerId, notes } = business();
		const filters = { createdOnOrAfter: notes[1]?.createdOn };
		const of = async (more: object) =>
			(await execute(world, [asked('note', 'getMany', { customerId, ...more })])).map(
				({ json }) => json.text,
			);
		expect(await of({ filters })).toEqual(['Second', 'Third']);
		expect(await of({ filters, limit: 1 })).toEqual(['Second']);
	});
});

describe('note: delete', () => {
	it('removes it and says so', async () => {
		const { world, customerId, notes } = business();
		const noteId = notes[1]?.id ?? 0;
		const [item] = await execute(world, [asked('note', 'delete', { customerId, noteId })]);
		expect(item?.json).toEqual({ deleted: true, id: noteId, customerId });
		expect(await execute(world, [asked('note', 'getMany', { customerId })])).toHaveLength(2);
	});

	it.each(['', 'the second', -3])('of %p asks nobody', async (noteId) => {
		const { world, customerId } = business();
		await expect(
			execute(world, [asked('note', 'delete', { customerId, noteId })]),
		).rejects.toMatchObject({
			description: expect.stringContaining('Note: this is no ID of a note'),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});
