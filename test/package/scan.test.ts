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
			env: { ...process.env, NODE_ENV: '' },
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

	it(
		'would find timers, foreign modules and a console',
		() => {
			const folder = mkdtempSync(join(tmpdir(), 'scan-'));
			try {
				cpSync(packed().folder, folder, { recursive: true });
				const breaches = ['setTimeout(() => {}, 1);', "require('fs');", "console.log('x');"];
				const script = ['/* eslint', 'disable */'].join('-') + breaches.join('\n');
				writeFileSync(join(folder, 'dist/nodes/breach.js'), script);
				const { passed, details } = scan(folder);
				expect(passed).toBe(false);
				for (const rule of ['no-restricted-globals', 'no-restricted-imports', 'no-console'])
					expect(details).toContain(rule);
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
