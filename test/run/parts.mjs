import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root, run } from './child.mjs';
import { jestProject } from './jestProject.mjs';
import { failure, notRun, tallyOfDemo } from './tally.mjs';

const inCi = process.env.CI === 'true';
const onOldNode = Number(process.versions.node.split('.')[0]) < 24;

/** Jest leaves one core idle; these tests need nothing beside them. */
const everyCore = ['--maxWorkers=100%'];

/** What this machine has and lacks for a real n8n, see hostN8n.ts. */
const hostN8n = () => {
	const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
	const script = join(root, 'test/run/hostN8n.ts');
	return JSON.parse(execFileSync(process.execPath, [tsx, script], { encoding: 'utf8' }));
};

async function mainJobOnRealN8n() {
	const { missing } = hostN8n();
	if (missing.length > 0) return notRun(missing.join(' '));
	// Data of its own, and none left from last time: somebody may be playing with the demo meanwhile.
	const data = mkdtempSync(join(tmpdir(), 'demo-'));
	const args = ['start', '--silent', '--', '--once', '--json', '--data', data];
	try {
		const { code, output } = await run('npm', args, { minutes: 40, keepOutput: true });
		return tallyOfDemo(output, code);
	} finally {
		rmSync(data, { recursive: true, force: true });
	}
}

/** One file after the other: each may start an n8n of its own, and two are more than most machines hold. */
async function testsOnRealN8n() {
	const { missing } = hostN8n();
	return missing.length > 0
		? notRun(missing.join(' '))
		: jestProject('n8n', { minutes: 60, args: ['--runInBand'] });
}

/** One file after the other, as above; some twenty restarts of n8n in each. */
async function killsOnRealN8n() {
	const { missing } = hostN8n();
	return missing.length > 0
		? notRun(missing.join(' '))
		: jestProject('kills', { minutes: 60, args: ['--runInBand', '--testPathPatterns=Killed'] });
}

async function workersOfRealN8n() {
	const { missing } = hostN8n();
	if (spawnSync('redis-server', ['--version']).error)
		missing.push('Redis is not installed: n8n hands work to its workers through redis-server.');
	return missing.length > 0
		? notRun(missing.join(' '))
		: jestProject('kills', {
				minutes: 30,
				args: ['--runInBand', '--testPathPatterns=twoWorkers|manyWorkspaces'],
			});
}

/** On the oldest n8n that is supported, which is installed beside the usual one, and on that with other settings. */
async function onOtherHosts() {
	const { missing } = hostN8n();
	if (missing.length > 0) return notRun(missing.join(' '));
	const install = ['--import', 'tsx', 'demo/host/install.ts', 'test/hosts/oldest'];
	const { code } = await run(process.execPath, install, { minutes: 20 });
	if (code !== 0) return failure('the oldest n8n that is supported could not be installed');
	return jestProject('hosts', { minutes: 20, args: ['--runInBand'] });
}

/** n8n itself runs on Node 24 or later, and brings one; the rest of this repository runs on Node 20, too. */
async function unitOnNodeOfN8n() {
	const { node } = hostN8n();
	if (!node) return notRun('No n8n is installed yet that brings a Node: `npm start` installs one.');
	console.log(`Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
	return jestProject('unit', { minutes: 20, node, args: everyCore });
}

const hasTests = (folder) =>
	existsSync(join(root, folder)) &&
	readdirSync(join(root, folder), { recursive: true }).some((file) => file.endsWith('.test.ts'));

/** What `npm test` consists of, in its order. `name` is what `npm test -- <name>` calls it. */
export const parts = [
	{
		name: 'unit',
		title: `Decisions, runs and shells, in memory (Node ${process.versions.node})`,
		run: () => jestProject('unit', { minutes: 20, args: everyCore }),
	},
	{
		name: 'integration',
		title: 'Simulator and embedded Supabase',
		// Two, whatever the machine has: they share one database server.
		run: () => jestProject('integration', { minutes: 40, args: ['--maxWorkers=2'] }),
	},
	{
		name: 'package',
		title: 'The package as it would be published',
		run: () => jestProject('package', { minutes: 15 }),
	},
	{ name: 'n8n', title: 'The main job on a real n8n', run: mainJobOnRealN8n },
	{
		name: 'n8n',
		title: 'Tests on a real n8n',
		run: testsOnRealN8n,
		exists: () => hasTests('test/n8n'),
	},
	{
		name: 'hosts',
		title: 'The oldest n8n that is supported, and the usual one with other settings',
		run: onOtherHosts,
	},
	{ name: 'kills', title: 'Kills of a real n8n and of its Supabase', run: killsOnRealN8n },
	{ name: 'workers', title: 'Two workers of a real n8n', run: workersOfRealN8n },
	{
		name: 'node24',
		title: 'Unit tests on the Node of n8n',
		run: unitOnNodeOfN8n,
		byDefault: inCi && onOldNode,
	},
];
