import type { FaultKind } from '../../simulator/faults/fault';
import { beginReading } from '../support/world/reader';

const PATHS = {
	'the list of customers': /tenant\/\d+\/customers$/,
	'the contact methods': /tenant\/\d+\/customers\/contacts$/,
	'the export of contact methods': /export\/customers\/contacts$/,
};

/** Nobody reads a list that does not end for longer than this. */
const MOST_CALLS = 60;

describe.each<FaultKind>(['emptyPage', 'samePage'])('%s for ever ends in words', (kind) => {
	it.each<[list: keyof typeof PATHS, exportPermitted: boolean]>([
		['the list of customers', true],
		['the contact methods', true],
		['the export of contact methods', true],
		['the contact methods', false],
	])('in %s (export permitted: %s)', async (list, exportPermitted) => {
		const { world, reader, simulator } = await beginReading();
		simulator.switches.exportPermitted = exportPermitted;
		for (let person = 0; person < 120; person++) {
			const contacts = [{ type: 'Phone', value: '512-555-0100' }];
			simulator.addCustomer({ name: `Person ${person}`, contacts: contacts as never });
		}
		world.pass(15);
		const before = reader.cursor;
		simulator.log.clear();
		simulator.faults.rate(kind, 1, { path: PATHS[list] });
		await expect(reader.run()).rejects.toThrow(
			/promises more but is empty|again and again|kept moving|read 3 times/,
		);
		expect(simulator.log.entries.length).toBeLessThan(MOST_CALLS);
		expect(reader.cursor).toBe(before);
		simulator.faults.clear();
		expect(await reader.run()).toHaveLength(120);
	});
});

it('slices of time whose page is always full end in words where the export is not permitted', async () => {
	const { world, reader, simulator } = await beginReading(0);
	simulator.switches.exportPermitted = false;
	const { id } = simulator.addCustomer({ name: 'Reached' });
	world.pass(30);
	await reader.run();
	world.pass(30);
	simulator.addContact(id, { type: 'Phone', value: '512-555-0100' } as never);
	world.pass(1);
	simulator.log.clear();
	simulator.faults.rate('samePage', 1, { path: PATHS['the contact methods'] });
	await expect(reader.run()).rejects.toThrow(/again and again|but is empty/);
	expect(simulator.log.entries.length).toBeLessThan(MOST_CALLS);
	simulator.faults.clear();
	expect(await reader.run()).toEqual([id]);
});

it.each([1, 2, 5])('%i full pages are read, and not a page more', async (pages) => {
	const { world, reader, simulator } = await beginReading(0, { includeContacts: false });
	const ids = Array.from({ length: pages * 50 }, () => simulator.addCustomer().id);
	world.pass(15);
	simulator.log.clear();
	expect(await reader.run()).toEqual(ids);
	const read = simulator.log.entries.filter(
		({ query, status }) => query.pageSize === '50' && status === 200,
	);
	expect(read).toHaveLength(pages);
});
