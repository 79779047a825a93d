import { mkdirSync, statfsSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';

const gigabyte = 1e9;
/** n8n is 2.5 GB in 2,051 packages, npm's own cache as much again while it installs. */
const diskToInstall = 5 * gigabyte;
/** n8n, PostgreSQL and the demo take 1.5 GB; installing takes more for a while. "6 GB" machines report a little less. */
const memoryInAll = 5.5 * gigabyte;
const memoryFree = 2 * gigabyte;

const inGigabytes = (bytes: number) => `${(bytes / gigabyte).toFixed(1)} GB`;

function freeDisk(folder: string): number {
	mkdirSync(folder, { recursive: true });
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
}

/** What this process may use: a container's limit counts more than the machine it runs on. */
function memory(): { total: number; available: number } {
	const limit = process.constrainedMemory?.() || Infinity;
	const total = Math.min(totalmem(), limit);
	return { total, available: Math.min(total, availableNow()) };
}

function availableNow(): number {
	// os.freemem() leaves out what Linux would give back from its caches at once; elsewhere nothing better is known.
	if (process.platform !== 'linux') return Infinity;
	const line = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
	return line ? Number(line[1]) * 1024 : Infinity;
}

/** What is missing before n8n can be installed into `folder`, one sentence each; empty when all is there. */
export function missingDisk(folder: string): string[] {
	const free = freeDisk(folder);
	if (free >= diskToInstall) return [];
	return [
		`Installing n8n takes about ${inGigabytes(diskToInstall)} of disk, and ${folder} has ${inGigabytes(free)} free. Make room there, or set N8N_HOST_CACHE to a folder on a larger disk.`,
	];
}

/** What is missing before n8n can run here, one sentence each; empty when all is there. */
export function missingMemory({ total, available } = memory()): string[] {
	if (total < memoryInAll)
		return [
			`A real n8n with its database takes a machine with about 6 GB of memory, and this one has ${inGigabytes(total)}. Use a larger machine, or a larger limit for this container.`,
		];
	if (available < memoryFree)
		return [
			`A real n8n with its database takes about ${inGigabytes(memoryFree)} of free memory, and only ${inGigabytes(available)} is free now. End other programs first.`,
		];
	return [];
}
