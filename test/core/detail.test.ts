import { detailOf, textOf } from '../../core/detail';

it.each<[story: string, said: unknown, detail: string]>([
	['words stay', 'Not found', 'Not found'],
	['lines become one', ' a\n  b\t\tc ', 'a b c'],
	[
		'of a page only the title',
		'<!DOCTYPE html><html><head><title>502 Bad\nGateway</title>…',
		'502 Bad Gateway',
	],
	['a page without a title says nothing', '<html><body>x</body></html>', 'otherwise'],
	['a title with attributes', '<html><title lang="en">Bad Gateway</title>', 'Bad Gateway'],
	['words that hold a mark are words', 'Use <b> for bold', 'Use <b> for bold'],
	['words before a mark are words', 'x<title>y</title>', 'x<title>y</title>'],
	[
		'no space is left before the dots',
		`${'x'.repeat(298)} ${'y'.repeat(9)}`,
		`${'x'.repeat(298)}…`,
	],
	[
		'XML without a title says nothing',
		'<?xml version="1.0"?><Error><Code>x</Code></Error>',
		'otherwise',
	],
	['what only begins like a page is words', '< 5 items', '< 5 items'],
	['nothing', '', 'otherwise'],
	['white space', ' \n ', 'otherwise'],
	['no text', { a: 1 }, 'otherwise'],
	['absent', undefined, 'otherwise'],
	['300 characters stay', 'x '.repeat(149) + 'xx', 'x '.repeat(149) + 'xx'],
	['more are cut', 'x '.repeat(150) + 'xx', `${'x '.repeat(149)}x…`],
	[
		'secrets are hidden before anything is cut',
		`${'x '.repeat(140)}Bearer abcdef${'123456'.repeat(9)}`,
		`${'x '.repeat(140)}Bearer [hidden]`,
	],
])('%s', (_story, said, detail) => {
	expect(detailOf(said, 'otherwise')).toBe(detail);
});

it('reads no further into a long page than anybody would', () => {
	const started = performance.now();
	detailOf(`<html>${'<p title=x>'.repeat(500_000)}`, '');
	expect(performance.now() - started).toBeLessThan(500);
});

it.each<[story: string, body: unknown, text: string | undefined]>([
	['the first that is there', { b: 'B', a: 'A' }, 'A'],
	['the next where the first is empty', { a: '  ', b: 'B' }, 'B'],
	['the next where the first is no text', { a: 1, b: 'B' }, 'B'],
	['none in a list', [{ a: 'A' }], undefined],
	['none in text', 'a', undefined],
	['none in null', null, undefined],
])('of some fields %s', (_story, body, text) => {
	expect(textOf(body, 'a', 'b')).toBe(text);
});
