import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { missingMemory } from '../../demo/host/needs';
import { Install } from './support/install';

let base: string;

beforeEach(() => {
	base = mkdtempSync(join(tmpdir(), 'host-'));
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

const complete = (folder: string) => existsSync(join(folder, 'node_modules', 'n8n', 'bin', 'n8n'));

describe('installing n8n into the cache', () => {
	it('installs once, and finds it the second time', async () => {
		const one = await new Install(base).ended;
		expect(one).toMatchObject({ code: 0, npmRuns: 1 });
		expect(complete(one.folder)).toBe(true);
		expect(await new Install(base).ended).toMatchObject({ code: 0, npmRuns: 1 });
	});

	it('installs once for two starts at the same time, and both find it', async () => {
		const both = await Promise.all([new Install(base).ended, new Install(base).ended]);
		expect(both).toMatchObject([{ code: 0 }, { code: 0, npmRuns: 1 }]);
		expect(readdirSync(base).filter((name) => /growing|turn/.test(name))).toEqual([]);
	});

	it('begins anew after one that was killed half-way, and clears its remains away', async () => {
		const killed = new Install(base, 'slow');
		await killed.npmBegan();
		// Its npm must not go on filling the folder that the next install clears away.
		expect(await killed.kill()).toEqual([]);
		expect(readdirSync(base).some((name) => name.includes('growing'))).toBe(true);
		const next = await new Install(base).ended;
		expect(next.code).toBe(0);
		expect(complete(next.folder)).toBe(true);
		const left = readdirSync(base).filter((name) => !name.endsWith('.log'));
		expect(left).toEqual([basename(next.folder)]);
	});

	it('says what npm said when it fails, and leaves nothing that looks installed', async () => {
		const { code, said, folder } = await new Install(base, 'failing').ended;
		expect(code).toBe(1);
		expect(said).toContain('the registry is on holiday');
		expect(existsSync(folder)).toBe(false);
	});

	it('takes a folder that is there but not whole for not installed', async () => {
		const { folder } = await new Install(base).ended;
		rmSync(join(folder, 'node_modules', 'n8n'), { recursive: true });
		mkdirSync(join(folder, 'node_modules', 'n8n'));
		writeFileSync(join(folder, 'node_modules', 'n8n', 'package.json'), '{}');
		const again = await new Install(base).ended;
		expect(again).toMatchObject({ code: 0, npmRuns: 2 });
		expect(complete(folder)).toBe(true);
	});
});

describe('N8N_HOST', () => {
	it.each([
		['a folder without n8n', () => base, 'there is no node_modules/n8n in it'],
		['a command that is not there', () => 'no-such-n8n', 'neither a folder nor a command'],
	])('is refused in words when it names %s', async (_story, named, words) => {
		const { code, said, npmRuns } = await new Install(base, 'quick', { N8N_HOST: named() }).ended;
		expect({ code, npmRuns }).toEqual({ code: 1, npmRuns: 0 });
		expect(said).toContain(words);
	});
});

describe('what a real n8n needs', () => {
	it.each([
		[
			'a small machine',
			{ total: 4e9, available: 3e9 },
			'a machine with about 6 GB of memory, and this one has 4.0 GB',
		],
		['a busy machine', { total: 16e9, available: 1e9 }, 'only 1.0 GB is free now'],
		['a machine of 6 GB, as it reports itself', { total: 5.8e9, available: 4e9 }, ''],
	])('is looked for before anything is started: %s', (_story, memory, words) => {
		expect(missingMemory(memory).join()).toContain(words);
		expect(missingMemory(memory)).toHaveLength(words ? 1 : 0);
	});
});
