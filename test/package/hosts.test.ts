import { read } from './support/checkout';

/** The cells of the README's table of hosts. */
const rows = (/\n## Hosts\n([\s\S]*?)\n## /.exec(read('README.md'))?.[1] ?? '')
	.split('\n')
	.map((line) => line.split('|').map((cell) => cell.trim()))
	.filter(([, n8n = '']) => /^\d/.test(n8n))
	.map(([, n8n = '', settings = '', , command = '']) => ({ n8n, settings, command }));

const versionIn = (recipe: string): string =>
	(JSON.parse(read(`${recipe}/package.json`)) as { dependencies: { n8n: string } }).dependencies
		.n8n;

const usual = versionIn('demo/host');
const oldest = versionIn('test/hosts/oldest');

describe("the README's table of hosts", () => {
	it('names the versions that the tests install, and no other', () => {
		const named = rows.map(({ n8n }) => /^[\d.]+/.exec(n8n)?.[0]);
		expect(named).toEqual([oldest, ...Array(rows.length - 1).fill(usual)]);
		expect(read('README.md')).toContain(`It needs n8n ${oldest} or later`);
	});

	it('names the settings that the tests switch on', () => {
		const named = rows.flatMap(({ settings }) => settings.match(/N8N_\w+/g) ?? []);
		const tried = read('test/hosts/polling.test.ts').match(/N8N_\w+/g) ?? [];
		expect(named.sort()).toEqual([...new Set(tried)].sort());
		expect(named).not.toEqual([]);
	});

	it('names parts of npm test that there are', () => {
		const parts = [...read('test/run/parts.mjs').matchAll(/name: '(\w+)'/g)].map(
			([, name]) => name,
		);
		const named = rows.flatMap(({ command }) => /npm test -- (\w+)/.exec(command)?.[1] ?? []);
		expect(named).toEqual(expect.arrayContaining(['hosts', 'workers']));
		expect(named.filter((name) => !parts.includes(name))).toEqual([]);
	});
});

it('the lock of the oldest host holds no download addresses, and what its package.json asks for', () => {
	const lock = JSON.parse(read('test/hosts/oldest/package-lock.json')) as {
		packages: Record<string, { version: string; resolved?: string }>;
	};
	expect(lock.packages['node_modules/n8n']?.version).toBe(oldest);
	expect(Object.values(lock.packages).filter(({ resolved }) => resolved)).toEqual([]);
});
