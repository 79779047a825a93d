import { addNote, execute, getCustomer, getMany } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

/** n8n hands an agent's model the message of what failed, and the items of what did not. */
const forAgent = { forAgent: true };

describe('an AI agent', () => {
	it.each([
		['a customer that is not there', getCustomer(999), /no such record.* Check the ID/],
		['a name for an ID', getCustomer('Ann Smith'), /Customer: this is no ID .* such as 41863/],
		['no ID', getCustomer(''), /Customer: this is no ID/],
		['a note that says nothing', addNote(1, ''), /text: is empty/],
		['a date that is none', getMany({ filters: { createdBefore: 'soon' } }), /is no date and time/],
	])('that gave %s is told what to do', async (_story, parameters, words) => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [parameters], forAgent)).rejects.toMatchObject({
			message: expect.stringMatching(words),
		});
	});

	it('is told that nothing was found', async () => {
		const world = startServiceTitanWorld();
		const nobody = getMany({ filters: { phone: '512-555-0142' } });
		const [only] = await execute(world, [nobody], forAgent);
		expect(only?.json).toEqual({ found: 0, message: expect.stringContaining('nothing') });
	});

	it('gets what was found and nothing else', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const output = await execute(world, [getMany()], forAgent);
		expect(output).toMatchObject([{ json: { id } }]);
	});
});

it('nodes after this one get no item where nothing was found', async () => {
	expect(await execute(startServiceTitanWorld(), [getMany()])).toEqual([]);
});
