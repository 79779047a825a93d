import { readChanges } from '../../sync/readChanges';
import { beginReading } from '../support/world/reader';

describe('reading whose contact methods changed', () => {
	const withPhone = { name: 'Reached', contacts: [{ type: 'Phone', value: '512-555-0100' }] };

	it('brings a phone that changed a minute after its customer, inside the lookback', async () => {
		const { world, reader, simulator } = await beginReading();
		const { id } = simulator.addCustomer(withPhone as never);
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
		world.pass(1);
		const [phone] = simulator.contactsOf(id);
		simulator.editContact(phone?.id ?? 0, { value: '512-555-0199' });
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
		expect(await reader.run()).toEqual([]);
	});

	describe('and the customer is not there yet when it is asked for', () => {
		const notThereYet = async () => {
			const { world, reader, simulator } = await beginReading();
			const { id } = simulator.addCustomer(withPhone as never);
			world.pass(15);
			await reader.run();
			simulator.editCustomer(id, { name: 'Edited' });
			world.pass(1);
			await reader.run();
			const [phone] = simulator.contactsOf(id);
			simulator.editContact(phone?.id ?? 0, { value: '512-555-0199' });
			simulator.switches.idsLagMs = 5 * 60_000;
			return { world, reader, simulator, id };
		};

		it.each<[story: string, exportPermitted: boolean]>([
			['by the export', true],
			['by the list', false],
		])('reads its phone again in the next run, %s', async (_, exportPermitted) => {
			const { world, reader, simulator, id } = await notThereYet();
			simulator.switches.exportPermitted = exportPermitted;
			simulator.switches.exportRepeats = false;
			world.pass(1);
			expect(await reader.run()).toEqual([]);
			world.pass(15);
			expect(await reader.run()).toEqual([id]);
			world.pass(15);
			expect(await reader.run()).toEqual([]);
		});

		it('does not wait for ever for one that is gone', async () => {
			const { world, reader, simulator } = await notThereYet();
			simulator.switches.idsLagMs = Number.POSITIVE_INFINITY;
			const tokens: Array<string | null> = [];
			for (let round = 0; round < 4; round++) {
				await reader.run();
				tokens.push(reader.contactToken);
				world.pass(15);
			}
			expect(tokens[1]).toBe(tokens[0]);
			expect(tokens[3]).not.toBe(tokens[0]);
		});
	});

	it('brings a removal, once', async () => {
		const { world, reader, simulator } = await beginReading();
		const { id } = simulator.addCustomer(withPhone as never);
		world.pass(30);
		await reader.run();
		world.pass(30);
		const [phone] = simulator.contactsOf(id);
		simulator.removeContact(phone?.id ?? 0);
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
		expect(await reader.run()).toEqual([]);
		world.pass(5);
		expect(await reader.run()).toEqual([]);
	});

	it('brings a phone that changes right after its customer was read, at the latest in the next run', async () => {
		const { world, reader, simulator } = await beginReading();
		const { id } = simulator.addCustomer(withPhone as never);
		const [phone] = simulator.contactsOf(id);
		world.pass(15);
		let edited = false;
		simulator.world.afterAnswer = ({ path }) => {
			if (edited || !path.endsWith('/customers/contacts') || path.includes('export')) return;
			edited = true;
			simulator.editContact(phone?.id ?? 0, { value: '512-555-0199' });
		};
		await reader.run();
		expect(edited).toBe(true);
		world.pass(15);
		const values: unknown[] = [];
		for await (const { changes } of readChanges(world.connection, reader.request())) {
			values.push(...changes.map(({ contacts }) => contacts?.[0]?.value));
		}
		expect(values).toEqual(['512-555-0199']);
	});

	it('asks for the stream beside the contact methods of the last page, once', async () => {
		const { world, reader, simulator } = await beginReading();
		world.pass(15);
		await reader.run();
		for (let n = 0; n < 60; n++) simulator.addCustomer(withPhone as never);
		world.pass(1);
		simulator.log.clear();
		await reader.run();
		const asked = simulator.log.entries.map(({ path }) => path.replace(/^.*tenant\/\d+\//, ''));
		expect(asked).toEqual([
			'customers',
			'customers/contacts',
			'customers',
			'export/customers/contacts',
			'customers/contacts',
			'customers',
		]);
	});

	it('reads the list by modification time where the export is not permitted, and says what is not seen', async () => {
		const { world, reader, simulator } = await beginReading(60);
		simulator.switches.exportPermitted = false;
		const { id } = simulator.addCustomer(withPhone as never);
		world.pass(30);
		await reader.run();
		world.pass(30);
		const [phone] = simulator.contactsOf(id);
		simulator.editContact(phone?.id ?? 0, { value: '512-555-0199' });
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
		expect(reader.lastCommit?.note).toMatch(/removals are not seen/);
	});

	it('falls back to pages of 50 where that list alone refuses the page size', async () => {
		const { world, reader, simulator } = await beginReading(0, { pageSize: 500 });
		simulator.switches.exportPermitted = false;
		const { id } = simulator.addCustomer(withPhone as never);
		world.pass(30);
		await reader.run();
		const [phone] = simulator.contactsOf(id);
		simulator.editContact(phone?.id ?? 0, { value: '512-555-0199' });
		world.pass(1);
		simulator.world.afterAnswer = ({ path }) => {
			if (path.endsWith('/customers')) simulator.switches.pageSizeMax = 50;
		};
		expect(await reader.run()).toEqual([id]);
		const byTime = simulator.log.entries.filter(({ query }) => query.modifiedBefore !== undefined);
		const inContacts = byTime.filter(({ path }) => path.endsWith('/contacts'));
		expect(inContacts.slice(-2).map(({ query }) => query.pageSize)).toEqual(['500', '50']);
	});

	it('carries the list by modification time on from where an earlier poll came to', async () => {
		const { world, reader, simulator } = await beginReading();
		simulator.switches.exportPermitted = false;
		const ids = Array.from({ length: 30 }, () => {
			world.pass(1);
			return simulator.addCustomer(withPhone as never).id;
		});
		world.pass(30);
		await reader.run();
		world.pass(30);
		for (const id of ids) {
			world.pass(1);
			simulator.editContact(simulator.contactsOf(id)[0]?.id ?? 0, { value: '512-555-0199' });
		}
		world.pass(15);
		const got = await reader.run({ pageSize: 10 }, 4);
		expect(got.length).toBeLessThan(30);
		// The memory of what was handed on may be gone by then: the window alone has to know.
		reader.delivered = { customer: reader.delivered.customer, contact_method: {} };
		const rest = await reader.run({ pageSize: 10 });
		expect([...got, ...rest].sort()).toEqual(ids.sort());
	});

	it('starts the stream again from before the cursor when its token is refused, and says so', async () => {
		const { world, reader, simulator } = await beginReading(10);
		const { id } = simulator.addCustomer(withPhone as never);
		world.pass(30);
		await reader.run();
		world.pass(15);
		const [phone] = simulator.contactsOf(id);
		simulator.editContact(phone?.id ?? 0, { value: '512-555-0199' });
		world.pass(1);
		simulator.faults.next(1, 'exportTokenRefused', { path: '/export/customers/contacts' });
		expect(await reader.run()).toEqual([id]);
		expect(reader.lastCommit?.note).toMatch(/no longer accepts/);
	});

	it('asks for nobody’s phones when they are not wanted', async () => {
		const { world, reader, simulator } = await beginReading(5, { includeContacts: false });
		simulator.log.clear();
		const { id } = simulator.addCustomer(withPhone as never);
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
		expect(simulator.log.to(/contacts/).length).toBe(0);
	});
});

it('an export that promises more for ever and holds nothing ends in words', async () => {
	const { world, reader } = await beginReading();
	let batches = 0;
	world.connection.contactMethodExport = async () => {
		batches += 1;
		return {
			value: { data: [], hasMore: true, continueFrom: `token ${batches}` },
			askedAt: undefined,
		};
	};
	await expect(reader.run()).rejects.toMatchObject({
		failure: { detail: expect.stringContaining('batches promise more but are empty') },
	});
	expect(batches).toBeLessThan(100);
});
