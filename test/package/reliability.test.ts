import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/reliability.md'), 'utf8');

/** The cells of the battery's rows, by their numbers. */
const rows = page
	.split('\n')
	.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
	.filter(([, number = '']) => /^\d+$/.test(number))
	.map(([, number = '', promise = '', shown = '', found = '']) => ({
		number: Number(number),
		promise,
		shown,
		found,
	}));

/** `file` "title", as often as a cell names one. */
const testsNamedIn = (cell: string): Array<{ file: string; title: string }> =>
	cell.split('<br>').map((named) => {
		const [, file = '', title = ''] = /`(test\/[^`]+\.test\.ts)`\s+"(.+)"/.exec(named) ?? [];
		return { file, title: title.replace(/\\([^\w\s])/g, '$1') };
	});

/** The text of a file as a reader of titles sees it: quotes are not escaped, lines do not break strings. */
const source = (file: string): string =>
	readFileSync(join(root, file), 'utf8').replaceAll(/\\(['"`])/g, '$1');

it('has each of the 82 cases once', () => {
	const byOrder = rows.map(({ number }) => number).sort((a, b) => a - b);
	expect(byOrder).toEqual(Array.from({ length: 82 }, (_, index) => index + 1));
});

describe.each(rows)('case $number: $promise', ({ shown, found }) => {
	it('is shown by tests that exist under that title', () => {
		const missing = testsNamedIn(shown).filter(
			({ file, title }) =>
				title === '' || !existsSync(join(root, file)) || !source(file).includes(title),
		);
		expect(missing).toEqual([]);
	});

	it('says what was found', () => {
		expect(found).not.toBe('');
	});
});
