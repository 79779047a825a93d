import { addNote, execute } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

describe('note: add', () => {
	it('writes one note, and gives it with whose it is', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const [item] = await execute(world, [
			addNote(id, ' Called back. ', { options: { pinToTop: true } }),
		]);
		expect(item?.json).toMatchObject({ text: 'Called back.', isPinned: true, customerId: id });
		expect(world.simulator.log.to(/notes$/, 'POST')).toHaveLength(1);
	});

	it('is not written twice when the connection is cut: it may be there already', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		world.simulator.faults.next(1, 'lostAnswer', { path: /notes$/ });
		await expect(execute(world, [addNote(id, 'Called back.')])).rejects.toMatchObject({
			message: 'The connection to ServiceTitan ended before the answer was complete',
			description: expect.stringContaining('look in ServiceTitan whether it is there already'),
		});
		expect(world.simulator.log.to(/notes$/, 'POST')).toHaveLength(1);
	});

	it.each(['', '   ', undefined])('without text (%p) is not sent', async (text) => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		await expect(execute(world, [addNote(id, text)])).rejects.toMatchObject({
			description: expect.stringContaining('text'),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});
