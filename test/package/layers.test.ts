import { read, shippedSources } from './support/checkout';
import { forbiddenImports, impurities, seamsByLibrary } from './support/layers';

const sources = new Map(shippedSources().map((path) => [path, read(path)]));
const sourcesIn = (...folders: string[]) =>
	[...sources].filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)));

describe('the layers', () => {
	it('are there', () => {
		for (const folder of ['core', 'sync', 'transport', 'nodes', 'credentials'])
			expect([folder, sourcesIn(folder).length]).not.toEqual([folder, 0]);
	});

	it('have only the arrows nodes → sync, transport, core; credentials → transport, core; transport → sync, core; sync → core', () => {
		expect([...sources].flatMap(([path, source]) => forbiddenImports(path, source))).toEqual([]);
	});

	it('name each library that n8n does not bring in one seam file, and one in each', () => {
		const found = seamsByLibrary(sources);
		const seams = [...found.values()].flat();
		expect([...found].filter(([, paths]) => paths.length !== 1)).toEqual([]);
		expect(new Set(seams).size).toBe(seams.length);
		expect(seams.filter((path) => !path.startsWith('transport/vendor/'))).toEqual([]);
		expect([...found.keys()].sort()).toEqual(['@supabase/supabase-js', 'libphonenumber-js']);
	});

	it('are told the time and the chances, in core and sync', () => {
		const found = sourcesIn('core', 'sync').flatMap(([path, text]) => impurities(path, text));
		expect(found).toEqual([]);
	});
});

describe('the rule finds', () => {
	it.each<[story: string, path: string, source: string]>([
		['core that knows n8n', 'core/a.ts', "import { sleep } from 'n8n-workflow';"],
		['core that knows the runs', 'core/a/b.ts', "import type { Port } from '../../sync/ports';"],
		['core that reads files', 'core/a.ts', "import { readFileSync } from 'node:fs';"],
		['runs that know the transport', 'sync/a.ts', "export { x } from '../transport/http';"],
		['runs that know n8n', 'sync/a.ts', "import type { INode } from 'n8n-workflow';"],
		['transport that knows the nodes', 'transport/a.ts', "const a = require('../nodes/b');"],
		['a library outside its seam', 'transport/a.ts', "import('@supabase/supabase-js');"],
		[
			'a type of a library outside its seam',
			'nodes/a.ts',
			"import type { A } from 'libphonenumber-js/core';",
		],
		[
			'a credential that reaches for the rest',
			'credentials/a.ts',
			"import { x } from '../nodes/a';",
		],
		['the simulator, shipped', 'sync/a.ts', "import { simulator } from '../simulator/server';"],
	])('%s', (_story, path, source) => {
		expect(forbiddenImports(path, source)).toHaveLength(1);
	});

	it('a library named by two files', () => {
		const source = "import { createClient } from '@supabase/supabase-js';";
		const found = seamsByLibrary(
			new Map([
				['transport/vendor/a.ts', source],
				['transport/vendor/b.ts', source],
			]),
		);
		expect(found.get('@supabase/supabase-js')).toHaveLength(2);
	});

	it.each(['Date.now()', 'new Date()', 'DateTime.utc()', 'Math.random()', "fetch('x')"])(
		'core that asks the world by itself: %s',
		(call) => expect(impurities('core/a.ts', `const a = ${call};`)).toHaveLength(1),
	);

	it.each(['new Date(ms)', 'DateTime.utc(2026)', 'clock.now()', 'chance()'])(
		'nothing wrong with being told: %s',
		(call) => expect(impurities('core/a.ts', `const a = ${call};`)).toEqual([]),
	);
});
