import { readFileSync, writeFileSync } from 'node:fs';

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
	const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
	return text === '' ? [] : text.split(' ').map(Number);
}

/** Every process below this one, nearest first. */
export const descendantsOf = (pid: number): number[] =>
	childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);

/**
 * Memory of a process in MB, as the system counts it.
 * @param line  VmRSS: now; VmHWM: the most since the start, or since `forgetPeak`
 */
export function memoryOf(pid: number, line: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes = '0'] = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
	return Number(kilobytes) / 1024;
}

/** From now on VmHWM counts anew: the documented meaning of 5 in clear_refs. */
export function forgetPeak(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
