import { files, read } from './support/checkout';
import { deadLinks, waysOut } from './support/references';
import { wordingProblems } from './support/wording';

const texts = files()
	.map((path): [path: string, text: string] => [path, read(path)])
	.filter(([, text]) => !text.includes('\0'));

describe('what is written here', () => {
	it('speaks of the project alone, and of no machine', () => {
		expect(texts.flatMap(([path, text]) => wordingProblems(path, text))).toEqual([]);
	});

	it('needs nothing outside the repository', () => {
		expect(texts.flatMap(([path, text]) => waysOut(path, text))).toEqual([]);
	});

	it('links to what is there', () => {
		const documents = texts.filter(([path]) => path.endsWith('.md'));
		expect(documents).not.toEqual([]);
		expect(documents.flatMap(([path, text]) => deadLinks(path, text))).toEqual([]);
	});
});

// The lines are put together here so that the rules do not find them in this very file.
describe('the rules find', () => {
	it.each<[story: string, path: string, line: string]>([
		['a registry', 'README.md', ['see https://', 'registry.example/x'].join('')],
		['a download address', 'package-lock.json', ['"resolved"', ': "http://x"'].join('')],
		['a path of one machine', 'docs/a.md', ['run `', '/home/', 'me/x`'].join('')],
		['how it was made', 'docs/a.md', ['by a coding', ' agent'].join('')],
		['a ticket', 'docs/a.md', ['see issue', ' 12'].join('')],
		['a key', 'test/a.ts', `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(43)}`],
		['a test switched off', 'test/a.ts', ['it', '.skip('].join('')],
		['a check that cannot fail', '.ci/run', ['npm test ||', ' true'].join('')],
	])('%s', (_story, path, line) => {
		expect(wordingProblems(path, line)).toHaveLength(1);
	});

	it.each<[path: string, reference: string]>([
		['docs/a.md', ['..', 'shared', 'design.md'].join('/')],
		['test/a.ts', ['..', '..', 'elsewhere', 'file.json'].join('/')],
	])('a way out of the repository from %s', (path, reference) => {
		expect(waysOut(path, `see ${reference}`)).toHaveLength(1);
	});

	it('a link to nothing', () => {
		expect(deadLinks('docs/a.md', 'see [it](./nothing.md)')).toHaveLength(1);
	});

	it.each<[story: string, path: string, line: string]>([
		['a web address', 'README.md', 'https://supabase.com/docs/home/page'],
		['a path of the API', 'docs/a.md', 'GET /customers/{id}/tmp/orders'],
		["n8n's own agents", 'README.md', "usable by n8n's AI agents"],
		['a word that is no ticket', 'docs/a.md', 'issues 50 calls a second'],
		['the specification beside it', 'test/a.ts', '../shared/api/servicetitan-crm-v2.openapi.json'],
		['a neighbour', 'test/package/wording.test.ts', './support/../../package/support'],
		[
			'a link to a file',
			'docs/a.md',
			'[change it](../CONTRIBUTING.md#tests) or [ask](https://a.example)',
		],
	])('nothing wrong with %s', (_story, path, line) => {
		expect([
			...wordingProblems(path, line),
			...waysOut(path, line),
			...deadLinks(path, line),
		]).toEqual([]);
	});
});
