import { customersBetween } from '../../sync/customersBetween';
import { at, scriptedServiceTitan } from '../support/world/scriptedServiceTitan';
import { serviceTitanAlone } from '../support/world/serviceTitanAlone';

const between = { from: at('08:00:00'), before: at('11:00:00') };

it('counts those modified from the one moment on and before the other, and names the first', async () => {
	const world = await serviceTitanAlone();
	world.simulator.addCustomer({ name: 'Before' });
	world.pass(10);
	const from = world.simulator.addCustomer({ name: 'Customer 0' }).modifiedOn ?? '';
	for (let number = 1; number < 7; number++)
		world.simulator.addCustomer({ name: `Customer ${number}`, active: number !== 1 });
	world.pass(10);
	const before = world.simulator.addCustomer({ name: 'After' }).modifiedOn ?? '';
	const found = await customersBetween(world.connection, { from, before });
	expect(found.total).toBe(7);
	expect(found.some.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4].map((n) => `Customer ${n}`));
});

it.each<[story: string, hasMore: boolean, total: number | null]>([
	['does not know how many, where no total is given', true, null],
	['counts them itself where one page is all', false, 1],
])('%s', async (_, hasMore, total) => {
	const { serviceTitan } = scriptedServiceTitan({
		customers: () => ({ data: [{ id: 7 }], hasMore }),
	});
	expect(await customersBetween(serviceTitan, between)).toEqual({
		total,
		some: [{ id: 7, name: null }],
	});
});
