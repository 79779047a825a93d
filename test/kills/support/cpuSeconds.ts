import { readFileSync } from 'node:fs';

import { family } from '../../n8n/support/processes';

/** Linux counts in hundredths of a second. */
const TICKS = 100;

/** What a process and its children have had of the processor so far; those that ended are not in it. */
export function cpuSeconds(pid: number): number {
	return family(pid).reduce((sum, { pid: one }) => {
		// "pid (name) state parent …": the name may hold blanks and parentheses.
		const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
		return sum + (Number(fields[11]) + Number(fields[12])) / TICKS;
	}, 0);
}
