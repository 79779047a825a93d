import matchesEntirely from '../../../transport/vendor/matchesEntirely';

it.each<[text: string | undefined, expression: string, matches: boolean]>([
	['5125550142', '[2-9]\\d{9}', true],
	['15125550142', '[2-9]\\d{9}', false],
	['51255501421', '[2-9]\\d{9}', false],
	['12', '1|12', true],
	['2', '1|12', false],
	[undefined, '\\d', false],
	['', '\\d?', true],
])('%p is entirely %p: %p, the second time too', (text, expression, matches) => {
	expect([matchesEntirely(text, expression), matchesEntirely(text, expression)]).toEqual([
		matches,
		matches,
	]);
});
