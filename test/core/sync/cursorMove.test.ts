import { planMove, sentenceOfMove, type MoveTold } from '../../../core/sync/cursorMove';

const at = (time: string): string => `2026-07-01T${time}:00.0000000Z`;
const now = at('12:00');

describe('where the cursor goes', () => {
	it.each<[story: string, from: string | null, to: string, expected: object]>([
		[
			'forward: what lies between is skipped',
			'2026-07-01T08:00:00.000000Z',
			at('11:00'),
			{
				direction: 'forward',
				to: at('11:00'),
				between: { from: at('08:00'), before: at('11:00') },
			},
		],
		[
			'back: what lies between is repeated',
			at('08:00'),
			at('06:00'),
			{ direction: 'backward', between: { from: at('06:00'), before: at('08:00') } },
		],
		['to where it is', at('08:00'), at('08:00'), { direction: 'nowhere', between: null }],
		[
			'into the future: to now',
			at('08:00'),
			at('13:00'),
			{ to: now, broughtToNow: true, between: { from: at('08:00'), before: now } },
		],
		['from none', null, at('08:00'), { direction: 'first', from: null, between: null }],
		['from one that is none', 'infinity', at('08:00'), { direction: 'first', from: null }],
	])('%s', (_, from, to, expected) => {
		expect(planMove({ from, to, now })).toMatchObject(expected);
	});
});

const told = (more: Partial<MoveTold>): string =>
	sentenceOfMove({
		...planMove({ from: at('08:00'), to: at('11:00'), now }),
		counted: {
			total: 7,
			some: [
				{ id: 1, name: 'Ann' },
				{ id: 2, name: null },
			],
		},
		running: false,
		done: true,
		...more,
	});

const back = planMove({ from: at('08:00'), to: at('06:00'), now });

describe('what it means, in words', () => {
	it.each<[story: string, told: Partial<MoveTold>, sentence: RegExp]>([
		[
			'who was skipped, and how they come all the same',
			{},
			/^The cursor was moved from 2026-07-01 08:00 UTC to 2026-07-01 11:00 UTC\. 7 customers changed in between and are skipped by the incremental sync: Ann \(1\), 2 and others\. .*Run Reconciliation\.$/,
		],
		[
			'who would be',
			{ done: false },
			/^The cursor would be moved .* 7 customers .* would be skipped .* switch Dry Run off\.$/,
		],
		['who is read again', { ...back }, /7 customers .* are read again.*does no harm/],
		[
			'one',
			{ counted: { total: 1, some: [{ id: 1, name: 'Ann' }] } },
			/1 customer changed in between and is skipped .*: Ann \(1\)\. /,
		],
		['nobody', { counted: { total: 0, some: [] } }, /No customer changed .* nobody is skipped/],
		[
			'some, where the total is not given',
			{ counted: { total: null, some: [{ id: 1, name: 'Ann' }] } },
			/ServiceTitan does not say how many they are: Ann \(1\) and others\./,
		],
		[
			'that ServiceTitan could not be asked',
			{ counted: { unknown: 'ServiceTitan cannot be reached' } },
			/are skipped by the incremental sync; how many they are could not be asked: ServiceTitan cannot be reached\. /,
		],
		[
			'that it was to lie in the future',
			{ broughtToNow: true },
			/That is now: a cursor in the fut/,
		],
		['that a run goes on', { running: true }, /the run after it obeys it/],
		['that it stood there', { direction: 'nowhere', counted: null }, /where it stands already/],
		[
			'that there was none',
			{ ...planMove({ from: null, to: at('08:00'), now }), counted: null },
			/^The cursor was moved to 2026-07-01 08:00 UTC\. .*reads what changed since 2026-07-01 08:00/,
		],
	])('%s', (_, given, sentence) => {
		expect(told(given)).toMatch(sentence);
	});
});
