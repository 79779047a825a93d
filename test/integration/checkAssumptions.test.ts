import { startWorld } from '../support/world/world';

it("compares ServiceTitan's clock with the database's", async () => {
	const world = await startWorld({ customers: 60 });
	try {
		const clocks = async () =>
			(await world.sync('checkAssumptions')).find(({ assumption }) => assumption === 'clocks');
		world.pass(24 * 60);
		expect(await clocks()).toMatchObject({ status: 'asExpected' });
		world.serviceTitan.switches.clockSkewMs = -20 * 60_000;
		expect(await clocks()).toMatchObject({
			status: 'different',
			answer: 'ServiceTitan is 20 minutes behind.',
		});
		await world.database.breakApi({ kind: 'refuse' });
		expect(await clocks()).toMatchObject({
			status: 'unknown',
			answer: 'Supabase cannot be reached.',
		});
	} finally {
		await world.end();
	}
});
