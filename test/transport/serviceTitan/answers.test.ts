import { connectServiceTitan } from '../../../transport/serviceTitan';
import { checkAgainstSpecification } from '../../support/specification';
import { failureOf, LONG_AGO, startConnected } from '../../support/n8nHost/connected';
import { listContext } from '../../support/n8nHost/contexts';
import { N8nHost } from '../../support/n8nHost/n8nHost';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

describe('an answer in another form', () => {
	it.each<[story: string, fault: 'html200' | 'empty']>([
		['a web page', 'html200'],
		['nothing at all', 'empty'],
	])('%s is malformed', async (_story, fault) => {
		const { simulator, connection } = await startConnected(1);
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

it('every request conforms to the specification', async () => {
	const { simulator, connection } = await startConnected(3);
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
