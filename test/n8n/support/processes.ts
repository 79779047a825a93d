import { readdirSync, readFileSync } from 'node:fs';

/** The processes of this machine, this one left out, that have a text in their command or environment: one line each. */
export const processesNaming = (text: string): string[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
		.filter((pid) => ['cmdline', 'environ'].some((file) => read(pid, file).includes(text)))
		.map((pid) => `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 200)}`);

function read(pid: string, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, 'utf8');
	} catch {
		return ''; // Gone meanwhile, or not ours to read.
	}
}
