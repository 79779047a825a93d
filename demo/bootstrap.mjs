/**
 * From a fresh clone to something that runs: dependencies and `dist`. Plain Node, because nothing is installed yet.
 * Used by `npm start` and by `npm test`.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** npm writes this file at the end of every install: what it holds is what lies in node_modules. */
const installedLock = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, 'package-lock.json');

/** Installs the checkout's dependencies where they are missing or older than the lock. */
export async function ensureDependencies() {
	requireNode();
	if (existsSync(installedLock) && statSync(installedLock).mtimeMs >= statSync(lock).mtimeMs)
		return;
	// The scripts of one lint plugin and of isolated-vm fail here; nothing we use needs any.
	await npm('Installing the dependencies (usually 1 to 3 minutes)', [
		'install',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
	]);
}

/** Builds `dist`: what n8n loads. */
export const build = () => npm('Building the package', ['run', '--silent', 'build']);

function requireNode() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) throw new Error(`This needs Node 20 or later, and this is ${process.version}.`);
}

/** The npm that runs us where there is one; by its file, so that no shell is needed on any system. */
function npm(what, args) {
	const running = process.env.npm_execpath;
	return running?.endsWith('.js')
		? run(what, process.execPath, [running, ...args])
		: run(what, 'npm', args, process.platform === 'win32');
}

async function run(what, command, args, shell = false) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	console.log(`${what} …`);
	const timer = setInterval(() => console.log(`${what}: ${seconds()} s`), 10_000);
	try {
		await ended(
			spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell }),
			what,
		);
	} finally {
		clearInterval(timer);
	}
	console.log(`${what}: ${seconds()} s, done`);
}

function ended(child, what) {
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0
				? resolve()
				: reject(new Error(`${what} did not come out (${code}):\n${said.slice(-6000)}`)),
		);
	});
}
