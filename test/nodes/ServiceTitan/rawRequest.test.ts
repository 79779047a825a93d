import { checkAgainstSpecification } from '../../support/specification';
import { asked, execute, ids } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const send = (more: Record<string, unknown>) => asked('rawRequest', 'send', more);
const parameters = (values: Record<string, unknown>) => ({
	parameter: Object.entries(values).map(([name, value]) => ({ name, value })),
});

const one = { name: 'ids', value: '1' };

describe('raw request', () => {
	it('gives one item for an object, with the tenant filled in', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ name: 'Ann' });
		const [item] = await execute(world, [send({ path: `/customers/${id}/` })]);
		expect(item?.json).toMatchObject({ id, name: 'Ann' });
	});

	it('reads another module page by page', async () => {
		const world = startServiceTitanWorld({ customers: 700 });
		const module = 'jpm/v2';
		const one = await execute(world, [send({ module, path: 'jobs' })]);
		expect(one).toHaveLength(1);
		expect(one[0]?.json).toMatchObject({ page: 1, data: expect.any(Array) });
		const query = parameters({ modifiedOnOrAfter: '2000-01-01' });
		const pages = { module, path: 'jobs', query, readPages: true };
		const jobs = await execute(world, [send({ ...pages, returnAll: true })]);
		expect(jobs).toHaveLength(world.simulator.tenant.jobs.rows().length);
		expect(await execute(world, [send({ ...pages, limit: 3 })])).toHaveLength(3);
	});

	it.each<[story: string, more: Record<string, unknown>, calls: number, rows: number]>([
		['to its end', { returnAll: true }, 3, 130],
		['as far as is wanted', { limit: 60 }, 2, 60],
		['from a date', { returnAll: true, query: parameters({ from: '2200-01-01' }) }, 1, 0],
	])(
		'reads an export %s, each call from where the last one ended',
		async (_story, more, calls, rows) => {
			const world = startServiceTitanWorld({ customers: 130 });
			world.simulator.switches.exportBatchSize = 50;
			world.clock.pass(60 * 60_000);
			const found = await execute(world, [
				send({ path: 'export/customers', readPages: true, ...more }),
			]);
			expect(new Set(ids(found)).size).toBe(rows);
			expect(found).toHaveLength(rows);
			const sent = world.simulator.log.to('/export/customers');
			expect(sent).toHaveLength(calls);
			expect(sent.flatMap(checkAgainstSpecification)).toEqual([]);
		},
	);

	it('begins an export again where its place is refused, and gives each record once', async () => {
		const world = startServiceTitanWorld({ customers: 130 });
		world.simulator.switches.exportBatchSize = 50;
		world.clock.pass(60 * 60_000);
		world.simulator.faults.next(2, 'exportTokenRefused', { path: /export/ });
		const more = { path: 'export/customers', readPages: true, returnAll: true };
		const found = await execute(world, [send(more)]);
		expect(found).toHaveLength(130);
		expect(world.simulator.log.to('/export/customers')).toHaveLength(5);
	});

	it('sends a body, as text or as an object', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({});
		const path = `customers/${id}/notes`;
		const output = await execute(world, [
			send({ method: 'POST', path, body: '{"text": "One"}' }),
			send({ method: 'POST', path, body: { text: 'Two' } }),
		]);
		expect(output.map(({ json }) => json.text)).toEqual(['One', 'Two']);
	});

	it('has deleted what is gone when it asks again, its first answer lost', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ tagTypeIds: [201] });
		const path = `customers/${id}/tags/201`;
		world.simulator.faults.next(1, 'lostAnswer', { path: /tags/ });
		const [item] = await execute(world, [send({ method: 'DELETE', path })]);
		expect(item?.json).toEqual({ success: true });
		await expect(execute(world, [send({ method: 'DELETE', path })])).rejects.toMatchObject({
			message: 'ServiceTitan has no such record',
		});
	});

	it('says that an empty answer came', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ tagTypeIds: [201] });
		const path = `customers/${id}/tags/201`;
		const [item] = await execute(world, [send({ method: 'DELETE', path })]);
		expect(item?.json).toEqual({ success: true });
	});

	it('says where to look when the gateway does not know the path', async () => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [send({ path: 'clients' })])).rejects.toMatchObject({
			message: 'ServiceTitan does not know this address',
			description: expect.stringContaining('look at Module and Path first'),
		});
	});

	it.each<[story: string, more: Record<string, unknown>, words: string]>([
		['no path', { path: ' ' }, 'path: is empty'],
		['a path with a query', { path: 'customers?name=x' }, 'path: is no path'],
		['a path that leaves the tenant', { path: '../2/customers' }, 'path: is no path'],
		['a whole address', { path: 'https://example.com' }, 'path: is no path'],
		['a module that is none', { path: 'jobs', module: 'jobs' }, 'module: is no module'],
		[
			'a parameter of the same name twice',
			{ path: 'customers', query: { parameter: [one, one] } },
			'Query: ids is there twice',
		],
		[
			'a page of its own',
			{ path: 'customers', readPages: true, query: parameters({ PageSize: 9 }) },
			'Query: Read Pages counts the pages itself: leave PageSize out',
		],
		['a path out of the host', { path: '@example.com/x' }, 'path: is no path'],
		['a path in disguise', { path: 'customers/%2e%2e/x' }, 'path: is no path'],
		['a module out of the host', { path: 'jobs', module: '@example.com/v2' }, 'is no module'],
		['a body that is no JSON', { method: 'POST', path: 'tags', body: '{' }, 'body: is no JSON'],
	])('with %s asks nobody', async (_story, more, words) => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [send(more)])).rejects.toMatchObject({
			description: expect.stringContaining(words),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});
