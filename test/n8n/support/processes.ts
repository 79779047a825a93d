import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process of this machine. */
export interface Process {
	pid: number;
	parent: number;
	command: string;
	/** In ticks since the machine began: tells it from a later one with its id. */
	started: string;
}

/** Everything that runs, zombies left out; Linux only. */
function processes(): Process[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => {
			// "pid (name) state parent …": the name may hold blanks and parentheses.
			const [state, parent, ...rest] = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
			if (!state || state === 'Z') return [];
			const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim();
			return [{ pid: Number(pid), parent: Number(parent), command, started: rest[17] ?? '' }];
		});
}

/** The process and all that it and its children started. */
export function family(pid: number, all = processes()): Process[] {
	const own = all.filter((one) => one.pid === pid);
	const children = all.filter(({ parent }) => parent === pid);
	return [...own, ...children.flatMap((child) => family(child.pid, all))];
}

/** Waits until all of them have ended, half a minute at most. @returns those that have not */
export async function stillRunning(those: Process[]): Promise<Process[]> {
	const until = Date.now() + 30_000;
	for (;;) {
		const left = processes().filter(({ pid, started }) =>
			those.some((one) => one.pid === pid && one.started === started),
		);
		if (left.length === 0 || Date.now() > until) return left;
		await sleep(200);
	}
}

function read(pid: string, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, 'utf8');
	} catch {
		return ''; // Gone meanwhile, or not ours to read.
	}
}
