import { family } from '../../n8n/support/processes';

/** Kills with -9 what a keeper keeps, and its children with it. @param kept  the keeper's pid, and its end */
export async function killKept(kept: { pid: number; ended: Promise<unknown> }): Promise<void> {
	const [command] = family(kept.pid).filter(({ parent }) => parent === kept.pid);
	if (!command) throw new Error('It is gone already');
	process.kill(command.pid, 'SIGKILL');
	await kept.ended;
}
