/**
 * Runs a command and ends it when whoever asked for it is gone: `node keeper.mjs <command> …args`.
 * Standard input is the rope: the kernel cuts it when the parent dies, by kill -9 too, and a parent that wants an
 * orderly end cuts it itself. The command gets a process group of its own, so that its children end with it and
 * a Ctrl-C at the terminal reaches only the parent, which ends things in order.
 */
import { spawn } from 'node:child_process';

const patience = Number(process.env.KEEPER_PATIENCE_MS ?? 15_000);
const [command, ...args] = process.argv.slice(2);
const { KEEPER_PATIENCE_MS: _ours, ...env } = process.env;
const child = spawn(command, args, {
	stdio: ['ignore', 'inherit', 'inherit'],
	detached: true,
	env,
});

function signal(name) {
	try {
		if (process.platform === 'win32') child.kill(name);
		else process.kill(-child.pid, name);
	} catch {
		// Gone already.
	}
}

function end() {
	// The command alone is asked: it knows best in which order its children end.
	child.kill('SIGTERM');
	setTimeout(() => signal('SIGKILL'), patience).unref();
}

process.stdin.once('close', end).resume();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, end);
child.once('error', (cause) => {
	console.error(`${command} could not be started: ${cause.message}`);
	process.exit(127);
});
child.once('exit', (code, name) => {
	signal('SIGKILL'); // Children that outlived it.
	process.exit(code ?? (name === 'SIGTERM' ? 0 : 1));
});
