import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/** A long-lived child that never outlives this process, not even when this one is killed with -9. */
export interface KeptProcess {
	/** Of the keeper; the command is its child. */
	pid: number;
	/** Resolves with the exit code when the command has ended, for whatever reason. */
	ended: Promise<number>;
	/** Asks the command to end, waits until it has, and ends it by force after 15 seconds. */
	stop(): Promise<void>;
}

interface Surroundings {
	env: NodeJS.ProcessEnv;
	cwd: string;
}

/** @param log  file to which everything the command says is appended */
export function startKept(
	command: string,
	args: string[],
	{ env, cwd, log }: Surroundings & { log: string },
): KeptProcess {
	const output = openSync(log, 'a');
	const keeper = spawnKept(command, args, { env, cwd, output });
	closeSync(output);
	const ended = new Promise<number>((resolve) => {
		keeper.once('error', () => resolve(127));
		keeper.once('exit', (code) => resolve(code ?? 1));
	});
	return {
		pid: keeper.pid ?? 0,
		ended,
		async stop() {
			keeper.stdin?.end();
			await ended;
		},
	};
}

/**
 * The keeper's process. It ends when its standard input is closed, which the kernel does when we are gone.
 * @param output  where the command's words go: a file, or pipes to read them from
 */
export function spawnKept(
	command: string,
	args: string[],
	{ env, cwd, output }: Surroundings & { output: number | 'pipe' },
): ChildProcess {
	const keeper = spawn(process.execPath, [join(__dirname, 'keeper.mjs'), command, ...args], {
		stdio: ['pipe', output, output],
		detached: true,
		env,
		cwd,
	});
	keeper.stdin?.on('error', () => {}); // The keeper may end first.
	return keeper;
}
