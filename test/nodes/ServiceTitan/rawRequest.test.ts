import { asked, execute } from '../../support/n8nHost/serviceTitanNode';
import { startServiceTitanWorld } from '../../support/n8nHost/serviceTitanWorld';

const send = (more: Record<string, unknown>) => asked('rawRequest', 'send', more);
const parameters = (values: Record<string, unknown>) => ({
	parameter: Object.entries(values).map(([name, value]) => ({ name, value })),
});

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

	it('says that an empty answer came', async () => {
		const world = startServiceTitanWorld();
		const { id } = world.simulator.addCustomer({ tagTypeIds: [201] });
		const path = `customers/${id}/tags/201`;
		const [item] = await execute(world, [send({ method: 'DELETE', path })]);
		expect(item?.json).toEqual({ success: true });
	});

	it.each<[story: string, more: Record<string, unknown>, words: string]>([
		['no path', { path: ' ' }, 'path: is empty'],
		['a path with a query', { path: 'customers?name=x' }, 'path: is no path'],
		['a path that leaves the tenant', { path: '../2/customers' }, 'path: is no path'],
		['a whole address', { path: 'https://example.com' }, 'path: is no path'],
		['a module that is none', { path: 'jobs', module: 'jobs' }, 'module: is no module'],
		['a body that is no JSON', { method: 'POST', path: 'tags', body: '{' }, 'body: is no JSON'],
	])('with %s asks nobody', async (_story, more, words) => {
		const world = startServiceTitanWorld();
		await expect(execute(world, [send(more)])).rejects.toMatchObject({
			description: expect.stringContaining(words),
		});
		expect(world.simulator.log.entries).toHaveLength(0);
	});
});
