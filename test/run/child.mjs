import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Exit code of a command that was stopped because it took too long, as `timeout` has it. */
export const TOO_LONG = 124;

const INTERRUPTED = 130;

const running = new Set();

const stopGroup = (child, signal) => {
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
};

// Each command leads a process group of its own, so that stopping it stops what it started, too.
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => {
		if (running.size === 0) process.exit(INTERRUPTED);
		for (const child of running) {
			child.once('close', () => running.size === 0 && process.exit(INTERRUPTED));
			stopGroup(child, signal);
		}
	});
}

/**
 * Runs a command, its output going where ours goes.
 * @param options.minutes  stop it after so long
 * @param options.keepOutput  also return what it wrote to standard output
 * @returns `{ code, output }`; `code` is 124 when it took too long, 127 when it could not be started
 */
export function run(command, args, { env = {}, minutes, keepOutput = false, cwd = root } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			detached: true,
			env: { ...process.env, ...env },
			stdio: ['ignore', keepOutput ? 'pipe' : 'inherit', 'inherit'],
		});
		running.add(child);
		const limit = minutes && setTimeout(() => stopTooLong(child, minutes), minutes * 60_000);
		let output = '';
		child.stdout?.setEncoding('utf8').on('data', (text) => {
			output += text;
			process.stdout.write(text);
		});
		const end = (code) => {
			clearTimeout(limit);
			running.delete(child);
			resolve({ code: child.tookTooLong ? TOO_LONG : code, output });
		};
		child.on('error', () => end(127));
		child.on('close', (code) => end(code ?? 1));
	});
}

const SECONDS_TO_TIDY_UP = 20;

function stopTooLong(child, minutes) {
	console.log(`\nStopped after ${minutes} minutes: ${child.spawnargs.join(' ')}`);
	child.tookTooLong = true;
	stopGroup(child, 'SIGTERM');
	setTimeout(() => stopGroup(child, 'SIGKILL'), SECONDS_TO_TIDY_UP * 1000).unref();
}
