import { posix } from 'node:path';

import { guideAnswers } from '../../demo/pictures/guideAnswers';
import { resources } from '../../nodes/ServiceTitan/operations';
import { files, manifest, read } from './support/checkout';

const folder = 'docs/pictures/';
const all = files();
const taken = all.filter((path) => path.startsWith(folder));

/** The pictures that a document shows, by their paths from the root. */
const shownIn = (document: string): string[] =>
	[...read(document).matchAll(/!\[[^\]]+\]\(([^)\s]+)\)/g)]
		.map(([, target = '']) => target)
		.filter((target) => !target.includes(':'))
		.map((target) => posix.join(posix.dirname(document), target));

const documents = all.filter((path) => path.endsWith('.md'));

describe('the pictures', () => {
	it('that documents show are there', () => {
		const shown = documents.flatMap(shownIn);
		expect(shown).not.toEqual([]);
		expect(shown.filter((path) => !all.includes(path))).toEqual([]);
	});

	it('that are there are shown', () => {
		const shown = new Set(documents.flatMap(shownIn));
		expect(taken.filter((path) => !shown.has(path))).toEqual([]);
	});

	it('show every operation of the ServiceTitan node, each beside its name', () => {
		const text = read('docs/nodes.md');
		const missing = resources.flatMap(({ name, value, operations }) =>
			operations
				.map(({ option }) => {
					const picture = `pictures/nodes/${value}-${option.value}.png`;
					return `![${name}: ${option.name}](${picture})`;
				})
				.filter((picture) => !text.includes(picture)),
		);
		expect(missing).toEqual([]);
	});

	it('show what the operations of the guide answer, each beside its name', () => {
		const text = read('docs/troubleshooting.md');
		const pictures = guideAnswers.map(
			({ name, operation }) => `![${name}](pictures/guide/${operation}.png)`,
		);
		expect(pictures.filter((picture) => !text.includes(picture))).toEqual([]);
		const shown = shownIn('docs/troubleshooting.md');
		expect(shown.sort()).toEqual(taken.filter((path) => path.startsWith(`${folder}guide/`)).sort());
	});

	it('stay out of the package', () => {
		expect(manifest.files).toEqual(['dist']);
	});
});
