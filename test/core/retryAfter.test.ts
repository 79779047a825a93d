import { retryAfterMs } from '../../core/retryAfter';

const NOON = 'Sun, 22 Nov 2026 12:00:00 GMT';

it.each<[story: string, headers: Record<string, string>, words: string, ms: number | undefined]>([
	['whole seconds', { 'retry-after': '7' }, '', 7_000],
	['a fraction of seconds is rounded up', { 'retry-after': '0.2501' }, '', 251],
	['at once', { 'retry-after': '0' }, '', 0],
	['white space around', { 'retry-after': ' 3 ' }, '', 3_000],
	[
		'a date, counted from the reply’s own',
		{ 'retry-after': 'Sun, 22 Nov 2026 12:01:30 GMT', date: NOON },
		'',
		90_000,
	],
	['a date that has passed', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT', date: NOON }, '', 0],
	['a date beside no date', { 'retry-after': 'Sun, 22 Nov 2026 12:01:30 GMT' }, '', undefined],
	['a negative number', { 'retry-after': '-5' }, '', undefined],
	['garbage', { 'retry-after': 'soon' }, '', undefined],
	['an empty header', { 'retry-after': '' }, 'Try again in 4 seconds.', 4_000],
	['words alone', {}, 'Rate limit is exceeded. Try again in 12 seconds.', 12_000],
	['words with a fraction', {}, 'try again in 1.5 seconds', 1_500],
	['a single second', {}, 'Try again in 1 second.', 1_000],
	['words with several spaces', {}, 'Try again in  2   seconds.', 2_000],
	['words with a long fraction', {}, 'try again in 1.25 seconds', 1_250],
	['a number with a unit', { 'retry-after': '5s' }, '', undefined],
	['the header before the words', { 'retry-after': '2' }, 'Try again in 12 seconds.', 2_000],
	['the words where the header is garbage', { 'retry-after': 'soon' }, 'in 12 seconds.', 12_000],
	['no word of time', {}, 'Rate limit is exceeded.', undefined],
	['a number of something else', {}, 'in 12 requests', undefined],
])('%s', (_story, headers, words, ms) => {
	expect(retryAfterMs({ status: 429, headers, body: '' }, words)).toBe(ms);
});
