import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnKept } from '../process/keptProcess';

/**
 * The install scripts are left out because one native build among 2,051 packages fails the whole install;
 * with PostgreSQL as its database n8n needs none of them. `npm ci` is stricter than the lock allows: it asks
 * for the packages of other platforms too.
 */
const flags = '--ignore-scripts --omit=optional --omit=peer --no-audit --no-fund'.split(' ');

/**
 * Runs npm in the folder.
 * @throws with npm's last lines when it fails
 */
export function npmInstall(folder: string): Promise<void> {
	const { command, args } = npm();
	const child = spawnKept(command, [...args, 'install', ...flags], {
		cwd: folder,
		env: withoutOuterNpm(process.env),
		output: 'pipe',
	});
	let said = '';
	const keep = (text: Buffer) => (said = (said + text).slice(-4000));
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0
				? resolve()
				: reject(new Error(`npm install ended with ${code}. Its last lines:\n${said}`)),
		);
	});
}

/** The npm that runs us, where there is one: it is the one that is known to work here. */
function npm(): { command: string; args: string[] } {
	const running = process.env.npm_execpath;
	return running?.endsWith('.js')
		? { command: process.execPath, args: [running] }
		: { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** `npm start` hands its own folder and flags on in variables; an npm for another folder must not inherit them. */
function withoutOuterNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const outer =
		/^npm_(package_|lifecycle_|command$|config_local_prefix$|config_prefix$|config_ignore_scripts$)/;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
}

interface Lock {
	packages: Record<string, { optional?: boolean; peer?: boolean }>;
}

/** How far npm is in a folder with a lock: it fetches everything first, and unpacks then. */
export function unpacked(folder: string): string {
	const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as Lock;
	const top = Object.entries(lock.packages).filter(
		([name, { optional, peer }]) => name.lastIndexOf('node_modules/') === 0 && !optional && !peer,
	);
	const done = top.filter(([name]) => existsSync(join(folder, name, 'package.json'))).length;
	return done === 0 ? 'npm is fetching' : `${done} of ${top.length} packages unpacked`;
}
