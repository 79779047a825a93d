import { failureOf, LONG_AGO, startConnected } from '../../support/n8nHost/connected';
import { deafTo } from '../../support/n8nHost/deaf';

describe('customers', () => {
	it('come in the order of their ids, active or not, a page at a time', async () => {
		const { simulator, connection } = await startConnected();
		const [one, two, three] = [1, 2, 3].map(() => simulator.addCustomer({}));
		simulator.deactivate(two?.id ?? 0);
		simulator.touch(one?.id ?? 0);
		const query = { modifiedOnOrAfter: LONG_AGO, pageSize: 2 };
		const first = await connection.customers({ ...query, page: 1 });
		const second = await connection.customers({ ...query, page: 2 });
		expect(first.value).toMatchObject({ data: [{ id: one?.id }, { id: two?.id }], hasMore: true });
		expect(second.value).toMatchObject({ data: [{ id: three?.id }], hasMore: false });
	});

	it('are asked for with the plus of the sort encoded', async () => {
		const { simulator, connection } = await startConnected(1);
		await connection.customers({ modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 500 });
		expect(simulator.log.entries.at(-1)?.search).toContain('sort=%2BId');
	});

	it('are limited to those modified at or after the instant, all seven digits of it', async () => {
		const { simulator, clock, connection } = await startConnected();
		simulator.addCustomer({});
		clock.pass(1_000);
		const later = simulator.addCustomer({});
		const { value } = await connection.customers({
			modifiedOnOrAfter: later.modifiedOn.replace('Z', '').padEnd(27, '0') + 'Z',
			page: 1,
			pageSize: 50,
		});
		expect(value.data.map(({ id }) => id)).toEqual([later.id]);
	});

	it('tell their total when asked for it', async () => {
		const { connection } = await startConnected(7);
		const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 1, includeTotal: true };
		expect((await connection.customers(query)).value.totalCount).toBe(7);
	});

	it('leave out balance changes where that is wanted', async () => {
		const { simulator, clock, connection } = await startConnected();
		const customer = simulator.addCustomer({});
		clock.pass(60_000);
		const since = '2026-07-01T12:00:30.0000000Z';
		simulator.changeBalance(customer.id, 12);
		const query = { modifiedOnOrAfter: since, page: 1, pageSize: 50 };
		expect((await connection.customers(query)).value.data).toHaveLength(1);
		const without = { ...query, excludeAccountingChanges: true };
		expect((await connection.customers(without)).value.data).toHaveLength(0);
	});

	it("say when ServiceTitan was asked, by ServiceTitan's clock", async () => {
		const { simulator, connection } = await startConnected(1);
		simulator.switches.clockSkewMs = 600_000;
		const { askedAt } = await connection.customers({
			modifiedOnOrAfter: LONG_AGO,
			page: 1,
			pageSize: 50,
		});
		expect(askedAt).toBe('2026-07-01T12:10:00.0000000Z');
	});

	it('with a page size that is refused say so: the caller chooses another', async () => {
		const { simulator, connection } = await startConnected(1);
		simulator.switches.pageSizeMax = 50;
		const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 500 };
		const failure = await failureOf(connection.customers(query));
		expect(failure).toMatchObject({ kind: 'rejected' });
		expect(JSON.stringify(failure)).toMatch(/pageSize/i);
	});

	it.each(['country', 'modifiedOn', 'externalData', 'phoneSettings', 'memo'] as const)(
		'may lack %s or have null there',
		async (field) => {
			const { simulator, connection } = await startConnected(3);
			for (const form of ['null', 'absent'] as const) {
				simulator.switches[field] = form;
				const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 50 };
				expect((await connection.customers(query)).value.data).toHaveLength(3);
			}
		},
	);
});

describe('customers by id', () => {
	it('come active or not; those ServiceTitan does not know are absent', async () => {
		const { simulator, connection } = await startConnected();
		const ids = Array.from({ length: 49 }, () => simulator.addCustomer({}).id);
		simulator.deactivate(ids[3] ?? 0);
		const { value } = await connection.customersByIds([...ids, 999_999_999]);
		expect(value.map(({ id }) => id).sort()).toEqual([...ids].sort());
	});

	it('are not asked for where there are none', async () => {
		const { simulator, connection } = await startConnected(1);
		expect((await connection.customersByIds([])).value).toEqual([]);
		expect(simulator.log.entries).toHaveLength(0);
	});

	it('that nobody asked for are no answer: they would make the others seem gone', async () => {
		const { connection, ids } = await deafTo('ids');
		const failure = await failureOf(connection.customersByIds(ids.slice(1)));
		expect(failure).toMatchObject({ kind: 'malformed' });
	});

	it('that are kept back for a further page are no answer: they would seem gone', async () => {
		const { simulator, connection } = await startConnected(3);
		simulator.faults.next(1, 'emptyPage');
		const ids = simulator.customers().map(({ id }) => id);
		const failure = await failureOf(connection.customersByIds(ids));
		expect(failure).toMatchObject({ kind: 'malformed' });
	});
});
