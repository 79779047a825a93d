import { millisOf } from '../../../core/instant';
import { failureOf, LONG_AGO, startConnected } from '../../support/n8nHost/connected';
import { deafTo } from '../../support/n8nHost/deaf';

describe('contact methods of customers', () => {
	const phone = (n: number) => ({
		type: 'Phone' as const,
		value: `555-01${String(n).padStart(2, '0')}`,
	});

	it('are all of theirs, each with whose it is', async () => {
		const { simulator, connection } = await startConnected();
		const [ada, bob, nobody] = [[phone(1), phone(2)], [phone(3)], []].map((contacts) =>
			simulator.addCustomer({ contacts }),
		);
		const asked = [ada, bob, nobody].map((customer) => customer?.id ?? 0);
		const { value, askedAt } = await connection.contactMethodsOf(asked);
		expect(value.map(({ customerId }) => customerId)).toEqual([ada?.id, ada?.id, bob?.id]);
		expect(askedAt).toBe('2026-07-01T12:00:00.0000000Z');
		expect(simulator.log.to('/customers/contacts')).toHaveLength(1);
	});

	it('are read to the last page, and dated by the first', async () => {
		const { simulator, clock, connection } = await startConnected();
		const customer = simulator.addCustomer({
			contacts: Array.from({ length: 120 }, (_, n) => phone(n)),
		});
		simulator.switches.pageSizeMax = 50;
		simulator.world.afterAnswer = () => clock.pass(1_000);
		const { value, askedAt } = await connection.contactMethodsOf([customer.id]);
		expect(new Set(value.map(({ id }) => id)).size).toBe(120);
		const pages = simulator.log.to('/customers/contacts').filter(({ status }) => status === 200);
		expect(pages).toHaveLength(3);
		expect(millisOf(askedAt ?? '')).toBeLessThanOrEqual(millisOf(pages[0]?.at ?? ''));
		expect(millisOf(askedAt ?? '')).toBeGreaterThan(millisOf(pages[0]?.at ?? '') - 2_000);
	});

	it('are read again when a row moved between two pages', async () => {
		const { simulator, connection } = await startConnected();
		simulator.switches.pageSizeMax = 50;
		const customer = simulator.addCustomer({
			contacts: Array.from({ length: 60 }, (_, n) => phone(n)),
		});
		let removed = false;
		simulator.world.afterAnswer = ({ path, status }) => {
			if (removed || status !== 200 || !path.endsWith('/customers/contacts')) return;
			removed = true;
			const [first] = simulator.contactsOf(customer.id);
			simulator.removeContact(first?.id ?? 0);
		};
		const { value } = await connection.contactMethodsOf([customer.id]);
		const there = simulator.contactsOf(customer.id).map(({ id }) => id);
		expect(value.map(({ id }) => id).sort()).toEqual(there.sort());
	});

	it.each(['emptyPage', 'samePage'] as const)(
		'end in a failure when the list does not advance (%s)',
		async (fault) => {
			const { simulator, connection } = await startConnected();
			const customer = simulator.addCustomer({ contacts: [phone(1)] });
			simulator.faults.rate(fault, 1, { path: '/customers/contacts' });
			const failure = await failureOf(connection.contactMethodsOf([customer.id]));
			expect(failure).toMatchObject({ kind: 'malformed' });
			expect(simulator.log.entries.length).toBeLessThan(12);
		},
	);

	it('of others are no answer', async () => {
		const { connection, ids } = await deafTo('customerIds');
		const failure = await failureOf(connection.contactMethodsOf(ids.slice(0, 1)));
		expect(failure).toMatchObject({ kind: 'malformed' });
	});
});

describe('changes of contact methods', () => {
	it('show removals in the export, with the token to go on from', async () => {
		const { simulator, connection } = await startConnected();
		const customer = simulator.addCustomer({ contacts: [{ type: 'Phone', value: '555-0100' }] });
		const { value: before } = await connection.contactMethodExport(LONG_AGO);
		simulator.removeContact(simulator.contactsOf(customer.id)[0]?.id ?? 0);
		const { value: after } = await connection.contactMethodExport(before.continueFrom);
		expect(after.data.at(-1)).toMatchObject({ customerId: customer.id, active: false });
		expect(after.continueFrom).not.toBe('');
	});

	it('that may not be exported are refused by name', async () => {
		const { simulator, connection } = await startConnected();
		simulator.switches.exportPermitted = false;
		expect(await failureOf(connection.contactMethodExport(LONG_AGO))).toMatchObject({
			kind: 'denied',
		});
	});

	it('come by time as well, from and before', async () => {
		const { simulator, clock, connection } = await startConnected();
		simulator.addCustomer({ contacts: [{ type: 'Phone', value: '555-0100' }] });
		clock.pass(60_000);
		const customer = simulator.addCustomer({ contacts: [{ type: 'Phone', value: '555-0101' }] });
		const { value } = await connection.contactMethodsModified({
			modifiedOnOrAfter: '2026-07-01T12:00:30.0000000Z',
			modifiedBefore: '2026-07-01T13:00:00.0000000Z',
			page: 1,
			pageSize: 500,
		});
		expect(value.data.map(({ customerId }) => customerId)).toEqual([customer.id]);
	});
});
