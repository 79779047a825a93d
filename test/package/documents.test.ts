import { files, read } from './support/checkout';
import { anchorsOf, deadAnchors, unknownCommands, unreachable } from './support/documents';
import { partNames } from './support/partNames';

const documents = new Map(
	files()
		.filter((path) => path.endsWith('.md') && !path.startsWith('.github/'))
		.map((path) => [path, read(path)]),
);

describe('the documents', () => {
	it('link to headings that are there', () => {
		expect(deadAnchors(documents)).toEqual([]);
	});

	it('are found by whoever begins at the README and follows links', () => {
		expect(unreachable(documents, 'README.md')).toEqual([]);
	});

	it('name commands that exist', () => {
		expect(partNames).toEqual(expect.arrayContaining(['unit', 'integration', 'kills']));
		expect([...documents].flatMap(([path, text]) => unknownCommands(path, text))).toEqual([]);
	});

	it('show the page of the workflows and each shipped file of them', () => {
		const shipped = files().filter((path) => /^workflows\/[^/]+\.json$/.test(path));
		expect(shipped).not.toEqual([]);
		const page = documents.get('workflows/README.md') ?? '';
		expect(shipped.filter((path) => !page.includes(`(${path.split('/')[1]})`))).toEqual([]);
	});

	it('say of each migration what it holds', () => {
		const migrations = files().flatMap(
			(path) => /^supabase\/migrations\/\d{10}(\d{4}_\w+)\.sql$/.exec(path)?.[1] ?? [],
		);
		expect(migrations).not.toEqual([]);
		const page = documents.get('supabase/README.md') ?? '';
		expect(migrations.filter((name) => !page.includes(`\`…${name}\``))).toEqual([]);
	});
});

describe('the rules', () => {
	it('know the anchors of headings', () => {
		const text = '# How is it?\n## `a_b`, and *c*\n## How is it?\n```\n# no heading\n```';
		expect([...anchorsOf(text)]).toEqual(['how-is-it', 'a_b-and-c', 'how-is-it-1']);
	});

	it.each([
		['a.md', 'see [it](#gone)'],
		['a.md', 'see [it](b.md#gone)'],
	])('find a dead anchor in %s: %s', (path, text) => {
		const both = new Map([
			[path, text],
			['b.md', '# here'],
		]);
		expect(deadAnchors(both)).toHaveLength(1);
	});

	it('find a document that nothing leads to', () => {
		const three = new Map([
			['README.md', '[docs](docs)'],
			['docs/README.md', ''],
			['docs/lost.md', '[back](../README.md)'],
		]);
		expect(unreachable(three, 'README.md')).toEqual(['docs/lost.md']);
	});

	it.each(['npm run nothing', 'npm test -- nothing'])('find a command that is none: %s', (text) => {
		expect(unknownCommands('a.md', text)).toHaveLength(1);
	});
});
