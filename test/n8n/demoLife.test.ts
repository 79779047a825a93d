import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient } from '../../demo/n8n/N8nClient';
import { DemoProcess } from './support/demoProcess';
import { stillRunning } from './support/processes';

const firstStep = /1\. A note on one customer.*\((\d+)\)[^]*?fetched 1, created 1/;
const minutes = 60_000;

interface Settings {
	password: string;
	ports: { n8n: number };
}

let dataDir: string;
let intruder: Server | undefined;
const demos: DemoProcess[] = [];

const start = () => {
	const demo = new DemoProcess(dataDir);
	demos.push(demo);
	return demo;
};
const settings = () => JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8')) as Settings;
const login = ({ password, ports }: Settings) =>
	N8nClient.connect(`http://127.0.0.1:${ports.n8n}`, {
		email: 'demo@example.com',
		password,
		firstName: '',
		lastName: '',
	});

beforeAll(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'demo-life-'));
});

afterAll(async () => {
	intruder?.close();
	const all = demos.flatMap((demo) => demo.family());
	for (const demo of demos) demo.child.kill('SIGKILL');
	await stillRunning(all);
	rmSync(dataDir, { recursive: true, force: true });
});

describe('the demo, one start after the other', () => {
	let first: Settings;
	let firstCustomer: string | undefined;

	it(
		'leaves no process behind when it is killed with -9 in the middle of its work',
		async () => {
			const demo = start();
			await demo.says(firstStep);
			firstCustomer = firstStep.exec(demo.said)?.[1];
			first = settings();
			const all = demo.family();
			const commands = all.map(({ command }) => command).join('\n');
			for (const part of ['n8n/bin/n8n', 'postgres', 'keeper', 'task-runner'])
				expect(commands).toContain(part);
			demo.child.kill('SIGKILL');
			expect(await stillRunning(all)).toEqual([]);
		},
		10 * minutes,
	);

	it(
		'finds its data again, and chooses another port where the old one is taken',
		async () => {
			intruder = createServer().listen(first.ports.n8n, '127.0.0.1');
			await once(intruder, 'listening');
			const demo = start();
			await demo.says(firstStep);
			expect(firstStep.exec(demo.said)?.[1]).not.toBe(firstCustomer);
			expect(settings().password).toBe(first.password);
			expect(settings().ports.n8n).not.toBe(first.ports.n8n);
			const client = await login(settings());
			const executions = await client.executions('demoContactSync1');
			expect(executions.filter(({ status }) => status === 'success').length).toBeGreaterThan(1);
		},
		10 * minutes,
	);

	it(
		'refuses a second start on the same folder, in words',
		async () => {
			const second = start();
			expect(await second.ended).toBe(1);
			expect(second.said).toContain(`is using ${dataDir}. Stop it first`);
		},
		minutes,
	);

	it(
		'ends everything on Ctrl-C',
		async () => {
			const [running] = demos.filter(({ child }) => child.exitCode === null && !child.killed);
			const all = running?.family() ?? [];
			expect(all.length).toBeGreaterThan(4);
			running?.child.kill('SIGINT');
			expect(await running?.ended).toBe(130);
			expect(await stillRunning(all)).toEqual([]);
		},
		minutes,
	);
});
