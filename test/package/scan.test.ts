import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from './support/checkout';
import { packed } from './support/packed';

const MINUTES = 60_000;

const scan = (folder: string, ...more: string[]): { passed: boolean; details?: string } =>
	JSON.parse(
		execFileSync(process.execPath, [join(__dirname, 'support/scan.mjs'), folder, ...more], {
			encoding: 'utf8',
		}),
	);

describe("n8n's package scanner", () => {
	it(
		'finds nothing in the package as it is published',
		() => {
			expect(scan(packed().folder)).toEqual({ passed: true });
		},
		5 * MINUTES,
	);

	it(
		'finds nothing in the sources, which it reads too',
		() => {
			const sources = ofTheSources();
			try {
				expect(scan(sources, 'source')).toEqual({ passed: true });
			} finally {
				rmSync(sources, { recursive: true });
			}
		},
		5 * MINUTES,
	);

	it.each<[rule: string, script: string]>([
		['no-restricted-globals', 'setTimeout(() => {}, 1);'],
		['no-restricted-imports', "require('fs');"],
		['no-console', "console.log('x');"],
	])(
		'would find a breach of %s',
		(rule, script) => {
			const folder = mkdtempSync(join(tmpdir(), 'scan-'));
			try {
				cpSync(packed().folder, folder, { recursive: true });
				writeFileSync(join(folder, 'dist/nodes/breach.js'), `/* eslint-disable */ ${script}`);
				expect(scan(folder)).toMatchObject({
					passed: false,
					details: expect.stringContaining(rule),
				});
			} finally {
				rmSync(folder, { recursive: true });
			}
		},
		5 * MINUTES,
	);
});

/** A checkout without what development adds, so that the scanner reads what n8n would read. */
function ofTheSources(): string {
	const folder = mkdtempSync(join(tmpdir(), 'scan-source-'));
	for (const path of ['package.json', 'nodes', 'credentials', 'icons'])
		cpSync(join(root, path), join(folder, path), { recursive: true });
	mkdirSync(join(folder, 'node_modules'));
	return folder;
}
