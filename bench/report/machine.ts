import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** What the numbers were measured on. */
export const machineOf = (host: { node: string; name: string }) => ({
	cores: cpus().length,
	processor: cpus()[0]?.model ?? '',
	memoryMb: Math.round(totalmem() / 1024 / 1024),
	node: process.version,
	n8n: host.name.split(' in ')[0],
	n8nNode: execFileSync(host.node, ['--version']).toString().trim(),
});
