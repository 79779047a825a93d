import { statSync } from 'node:fs';
import { join } from 'node:path';

import { load } from './support/loaded';
import { packed } from './support/packed';

/** `npm run bench:package`: what the package takes of a disk, of a line and of n8n's start. */
const repeats = 9;
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;

/** Loads everything once, each time in a fresh process that has n8n's modules already. @returns milliseconds */
function loadOnce(folder: string): number {
	const { nodes, credentials } = load(folder);
	return [...nodes, ...credentials].reduce((sum, file) => sum + file.milliseconds, 0);
}

const { folder, files, packedBytes, unpackedBytes } = packed();
const times = Array.from({ length: repeats }, () => loadOnce(folder)).sort((a, b) => a - b);
const whole = (at: number) => Math.round(times[at] ?? 0);
const largest = files
	.map((path) => ({ path, bytes: statSync(join(folder, path)).size }))
	.sort((a, b) => b.bytes - a.bytes)
	.slice(0, 5);

console.log(`Files: ${files.length}`);
console.log(`Packed: ${kilobytes(packedBytes)}`);
console.log(`Unpacked: ${kilobytes(unpackedBytes)}`);
console.log(
	`Loading all of it (Node ${process.versions.node}): ${whole((repeats - 1) / 2)} ms (${whole(0)} to ${whole(repeats - 1)})`,
);
for (const { path, bytes } of largest) console.log(`  ${kilobytes(bytes)}  ${path}`);
