import { RequestFailed, type Failure } from '../../../core/failure';
import { millisOf } from '../../../core/instant';
import { connectServiceTitan } from '../../../transport/serviceTitan';
import { checkAgainstSpecification } from '../../support/specification';
import { listContext } from '../../support/n8nHost/contexts';
import { N8nHost } from '../../support/n8nHost/n8nHost';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const LONG_AGO = '2020-01-01T00:00:00.0000000Z';

async function startWorld(customers = 0) {
	const world = startServiceTitanWorld({ customers });
	const connection = await connectServiceTitan(listContext(world.host), world.clock);
	return { ...world, connection };
}

const failureOf = async (asked: Promise<unknown>): Promise<Failure> => {
	const thrown: unknown = await asked.catch((failure: unknown) => failure);
	if (thrown instanceof RequestFailed) return thrown.failure;
	throw new Error('It should have failed');
};

describe('customers', () => {
	it('come in the order of their ids, active or not, a page at a time', async () => {
		const { simulator, connection } = await startWorld();
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
		const { simulator, connection } = await startWorld(1);
		await connection.customers({ modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 500 });
		expect(simulator.log.entries.at(-1)?.search).toContain('sort=%2BId');
	});

	it('are limited to those modified at or after the instant, all seven digits of it', async () => {
		const { simulator, clock, connection } = await startWorld();
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
		const { connection } = await startWorld(7);
		const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 1, includeTotal: true };
		expect((await connection.customers(query)).value.totalCount).toBe(7);
	});

	it('leave out balance changes where that is wanted', async () => {
		const { simulator, clock, connection } = await startWorld();
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
		const { simulator, connection } = await startWorld(1);
		simulator.switches.clockSkewMs = 600_000;
		const { askedAt } = await connection.customers({
			modifiedOnOrAfter: LONG_AGO,
			page: 1,
			pageSize: 50,
		});
		expect(askedAt).toBe('2026-07-01T12:10:00.0000000Z');
	});

	it('with a page size that is refused say so: the caller chooses another', async () => {
		const { simulator, connection } = await startWorld(1);
		simulator.switches.pageSizeMax = 50;
		const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 500 };
		const failure = await failureOf(connection.customers(query));
		expect(failure).toMatchObject({ kind: 'rejected' });
		expect(JSON.stringify(failure)).toMatch(/pageSize/i);
	});

	it.each(['country', 'modifiedOn', 'externalData', 'phoneSettings', 'memo'] as const)(
		'may lack %s or have null there',
		async (field) => {
			const { simulator, connection } = await startWorld(3);
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
		const { simulator, connection } = await startWorld();
		const ids = Array.from({ length: 49 }, () => simulator.addCustomer({}).id);
		simulator.deactivate(ids[3] ?? 0);
		const { value } = await connection.customersByIds([...ids, 999_999_999]);
		expect(value.map(({ id }) => id).sort()).toEqual([...ids].sort());
	});

	it('are not asked for where there are none', async () => {
		const { simulator, connection } = await startWorld(1);
		expect((await connection.customersByIds([])).value).toEqual([]);
		expect(simulator.log.entries).toHaveLength(0);
	});

	it('that nobody asked for are no answer: they would make the others seem gone', async () => {
		const { connection, ids } = await deafTo('ids');
		const failure = await failureOf(connection.customersByIds(ids.slice(1)));
		expect(failure).toMatchObject({ kind: 'malformed' });
	});
});

/** A ServiceTitan that ignores a parameter of the query, as it ignores all it does not know. */
async function deafTo(parameter: string) {
	const { simulator, clock, credential } = startServiceTitanWorld();
	const ids = [1, 2].map(
		() => simulator.addCustomer({ contacts: [{ type: 'Phone', value: '5550100' }] }).id,
	);
	const deaf = new N8nHost(
		(request) => {
			const url = new URL(request.url);
			if (url.searchParams.has(parameter)) url.searchParams.set(parameter, ids.join());
			return simulator.fetch(new Request(url, request));
		},
		{ serviceTitanOAuth2Api: credential },
	);
	return { simulator, ids, connection: await connectServiceTitan(listContext(deaf), clock) };
}

describe('contact methods of customers', () => {
	const phone = (n: number) => ({
		type: 'Phone' as const,
		value: `555-01${String(n).padStart(2, '0')}`,
	});

	it('are all of theirs, each with whose it is', async () => {
		const { simulator, connection } = await startWorld();
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
		const { simulator, clock, connection } = await startWorld();
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
		const { simulator, connection } = await startWorld();
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
			const { simulator, connection } = await startWorld();
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
		const { simulator, connection } = await startWorld();
		const customer = simulator.addCustomer({ contacts: [{ type: 'Phone', value: '555-0100' }] });
		const { value: before } = await connection.contactMethodExport(LONG_AGO);
		simulator.removeContact(simulator.contactsOf(customer.id)[0]?.id ?? 0);
		const { value: after } = await connection.contactMethodExport(before.continueFrom);
		expect(after.data.at(-1)).toMatchObject({ customerId: customer.id, active: false });
		expect(after.continueFrom).not.toBe('');
	});

	it('that may not be exported are refused by name', async () => {
		const { simulator, connection } = await startWorld();
		simulator.switches.exportPermitted = false;
		expect(await failureOf(connection.contactMethodExport(LONG_AGO))).toMatchObject({
			kind: 'denied',
		});
	});

	it('come by time as well, from and before', async () => {
		const { simulator, clock, connection } = await startWorld();
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

describe('an answer in another form', () => {
	it.each<[story: string, fault: 'html200' | 'empty']>([
		['a web page', 'html200'],
		['nothing at all', 'empty'],
	])('%s is malformed', async (_story, fault) => {
		const { simulator, connection } = await startWorld(1);
		simulator.faults.rate(fault, 1);
		const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 50 };
		expect(await failureOf(connection.customers(query))).toMatchObject({ kind: 'malformed' });
	});

	it('a record without an id stops its page and is named', async () => {
		const { clock, credential } = startServiceTitanWorld();
		const rows = [{ id: 1 }, { name: 'Nobody' }];
		const host = new N8nHost(() => Promise.resolve(Response.json({ data: rows, hasMore: false })), {
			serviceTitanOAuth2Api: { ...credential, accessToken: 't' },
		});
		const connection = await connectServiceTitan(listContext(host), clock);
		const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 50 };
		const failure = await failureOf(connection.customers(query));
		expect(failure.detail).toContain('record no. 2 of the page, id');
	});
});

describe('a token', () => {
	const query = { modifiedOnOrAfter: LONG_AGO, page: 1, pageSize: 50 };

	it('that runs out during a run is renewed once, and nobody notices', async () => {
		const { simulator, clock, connection } = await startWorld(3);
		await connection.customers(query);
		clock.pass(15 * 60_000);
		expect((await connection.customers(query)).value.data).toHaveLength(3);
		expect(simulator.tokens.issued).toBe(2);
	});

	it('that is refused as soon as it is issued is not asked for without end', async () => {
		const { simulator, credential, connection } = await startWorld();
		credential.appKey = 'ak1.of-another-app';
		expect(await failureOf(connection.customers(query))).toMatchObject({ kind: 'expired' });
		expect(simulator.log.to('/connect/token')).toHaveLength(2);
	});

	it('that cannot be had because the sign-in is down is asked for again', async () => {
		const { simulator, connection } = await startWorld(1);
		simulator.faults.next(2, '503', { path: '/connect/token' });
		expect((await connection.customers(query)).value.data).toHaveLength(1);
	});

	it('that cannot be had because the keys are wrong is asked for once', async () => {
		const { simulator, credential, connection } = await startWorld();
		credential.clientSecret = 'cs1.that-was-replaced';
		expect(await failureOf(connection.customers(query))).toMatchObject({
			kind: 'denied',
			code: 'invalid_client',
		});
		expect(simulator.log.to('/connect/token')).toHaveLength(1);
	});
});

it('every request conforms to the specification', async () => {
	const { simulator, connection } = await startWorld(3);
	const ids = simulator.customers().map(({ id }) => id);
	await connection.customers({
		modifiedOnOrAfter: LONG_AGO,
		page: 1,
		pageSize: 500,
		includeTotal: true,
	});
	await connection.customersByIds(ids);
	await connection.contactMethodsOf(ids);
	await connection.contactMethodExport(LONG_AGO);
	await connection.contactMethodsModified({
		modifiedOnOrAfter: LONG_AGO,
		modifiedBefore: '2027-01-01T00:00:00.0000000Z',
		page: 1,
		pageSize: 50,
	});
	expect(simulator.log.entries.flatMap(checkAgainstSpecification)).toEqual([]);
});
