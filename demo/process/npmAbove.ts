import { readFileSync } from 'node:fs';
import { commandOf, isAlive } from '../supabase/alive';

/**
 * Calls back when the npm that started us is gone. Killed with -9, npm takes nobody along, and the shell between it
 * and us waits on. Without npm above us nothing happens: a parent that ends is no reason to end then (nohup).
 */
export function whenNpmIsGone(then: () => void): void {
	const npm = npmAbove();
	if (npm === undefined) return;
	const timer = setInterval(() => {
		if (isAlive(npm)) return;
		clearInterval(timer);
		then();
	}, 1_000);
	timer.unref();
}

/** npm is our parent, or the parent of the shell that is; `undefined` where the system does not tell. */
function npmAbove(): number | undefined {
	if (process.env.npm_lifecycle_event === undefined) return undefined;
	const parent = process.ppid;
	return [parent, parentOf(parent)].find((pid) => pid && /\bnpm\b/.test(commandOf(pid) ?? ''));
}

function parentOf(pid: number): number | undefined {
	try {
		// "pid (name) state parent …": the name may hold blanks and parentheses.
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return Number(stat.split(') ').at(-1)?.split(' ')[1]);
	} catch {
		return undefined;
	}
}
