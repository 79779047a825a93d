import { beginReading } from '../support/world/reader';

/** As ServiceTitan writes fractions of a second, zeros at their end trimmed; and the tick after each. */
const FRACTIONS: Array<[given: string, aTickLater: string]> = [
	['', '.0000001'],
	['.2', '.2000001'],
	['.28', '.2800001'],
	['.287', '.2870001'],
	['.2876', '.2876001'],
	['.28766', '.2876601'],
	['.287663', '.2876631'],
	['.2876636', '.2876637'],
	['.9999998', '.9999999'],
];

describe('instants that differ by a tick of 100 nanoseconds', () => {
	it.each(FRACTIONS)(
		'a change at "%s" arrives once, and so does one at "%s"',
		async (given, later) => {
			const { world, reader, simulator } = await beginReading();
			const second = new Date(world.clock.now() - 60_000).toISOString().slice(0, 19);
			const createdOn = '2026-01-01T00:00:00Z';
			const { id } = simulator.addCustomer({
				name: 'One',
				createdOn,
				modifiedOn: `${second}${given}Z`,
			});
			expect(await reader.run()).toEqual([id]);
			expect(await reader.run()).toEqual([]);
			// Committed late: its instant is long behind the cursor, a tick after what was read.
			simulator.addCustomer({ id, name: 'Two', createdOn, modifiedOn: `${second}${later}Z` });
			world.pass(1);
			expect(await reader.run()).toEqual([id]);
			expect(await reader.run()).toEqual([]);
		},
	);

	it('many customers on one instant, across the pages, arrive each once', async () => {
		const { world, reader, simulator } = await beginReading(0, { pageSize: 7 });
		const ids = simulator.tenant.clock.atOneInstant(() =>
			Array.from({ length: 60 }, () => simulator.addCustomer().id),
		);
		expect(await reader.run()).toEqual(ids);
		simulator.bulkEdit(ids, { name: 'Edited at once' });
		world.pass(1);
		expect(await reader.run()).toEqual(ids);
		expect(await reader.run()).toEqual([]);
	});
});
