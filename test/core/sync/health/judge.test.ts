import { judgeHealth } from '../../../../core/sync/health/judge';
import { around, factsWith, history, justNow, thresholds, wrongIn } from './scene';

const hoursAgo = (hours: number) =>
	new Date(Date.parse('2026-07-01T17:07:00Z') - hours * 3_600_000).toISOString();

const failed = { run_id: 'bad', status: 'failed', failure_kind: 'denied', failure: 'Wrong key.' };
const brokenOff = (finished_at: string) => ({
	run_id: 'dead',
	status: 'failed',
	failure_kind: 'interrupted',
	failure: 'The run gave no sign of life.',
	finished_at,
});
const holder = { run_id: 'open', mode: 'incremental', started_at: hoursAgo(1) };

describe('what is wrong', () => {
	it('is nothing where a workspace is well', () => {
		expect(wrongIn({})).toEqual({});
	});

	it.each([
		['switched off', { sync_enabled: false }, { switchedOff: 'Set Enabled' }],
		[
			'silent, and nothing tried',
			{ last_success_at: hoursAgo(2), last_started_at: hoursAgo(2) },
			{ silence: 'publish it again' },
		],
		[
			'silent, since its runs fail',
			{ last_success_at: hoursAgo(2), last_ended: failed },
			{ silence: 'Wrong key. ServiceTitan Sync → Diagnose', runFailed: 'Wrong key.' },
		],
		[
			'never run since it was set up',
			{ created_at: hoursAgo(3), last_success_at: null, last_started_at: null, last_ended: null },
			{ silence: 'there never was one' },
		],
		[
			'silent, but switched off',
			{ sync_enabled: false, last_success_at: hoursAgo(9) },
			{ switchedOff: '' },
		],
		['busy with a long run', { run: holder, last_success_at: hoursAgo(9) }, {}],
		[
			'held by a run without a sign of life',
			{ run: holder, lease_expired: true },
			{ stuck: 'gives no sign of life. The next run takes over' },
		],
		[
			'held by a run whose customers never came back',
			{ run: holder, lease_expired: true, awaited: 3 },
			{ stuck: 'waits for 3 customers' },
		],
		[
			'taken over from a dead run just now',
			{ broken_off: brokenOff(hoursAgo(0.2)) },
			{ stuck: 'no sign' },
		],
		['taken over from a dead run long ago', { broken_off: brokenOff(hoursAgo(0.6)) }, {}],
		['failed at its last run', { last_ended: failed }, { runFailed: 'Wrong key.' }],
		['failed at its last run, which broke off', { last_ended: brokenOff(hoursAgo(0.6)) }, {}],
		[
			'left with a row that cannot be written',
			{ failing: 1, failing_rows: [{ crm_id: '7', reason: 'too long' }] },
			{
				rowsFailing: '1 customer cannot be written: 7 (too long). It is tried again by itself.',
			},
		],
		[
			'left with many rows that cannot be written',
			{ failing: 2, failing_rows: [{ crm_id: '7', reason: 'too long' }] },
			{
				rowsFailing:
					'2 customers cannot be written, for example 7 (too long). They are tried again',
			},
		],
		[
			'far behind although its runs come out well',
			{ last_modified_cursor: hoursAgo(30), backlog: true },
			{ cursorBehind: '30 hours ago; a backlog is being read' },
		],
		['far behind with an unreadable cursor', { last_modified_cursor: 'soon' }, {}],
	])('is told of a workspace that is %s', (_story, facts, expected) => {
		const wrong = wrongIn({ facts });
		expect(Object.keys(wrong).sort()).toEqual(Object.keys(expected).sort());
		for (const [kind, words] of Object.entries(expected)) expect(wrong[kind]).toContain(words);
	});

	it('is not silence while it is night there, nor in hours that its owner chose', () => {
		const facts = { last_success_at: hoursAgo(2) };
		expect(wrongIn({ facts: { ...facts, timezone: 'Pacific/Auckland' } })).toEqual({});
		expect(
			wrongIn({ facts: { ...facts, business_hours: { from: '13:00', to: '20:00' } } }),
		).toEqual({});
		expect(wrongIn({ facts, thresholds: { silenceMinutes: 121 } })).toEqual({});
	});

	it('takes hours that cannot be read as open', () => {
		const facts = { last_success_at: hoursAgo(2), business_hours: { from: 'early' } };
		expect(Object.keys(wrongIn({ facts }))).toEqual(['silence']);
	});

	it('is what n8n tells of a failed execution, until a later run was good', () => {
		const wrong = wrongIn({ around: { failure: 'The node broke.' } });
		expect(wrong.runFailed).toContain('The node broke.');
		const [after] = judgeHealth(factsWith({}), around, thresholds).filter(
			({ kind }) => kind === 'runFailed',
		);
		expect(after).toMatchObject({ wrong: false, okSince: '2026-07-01T17:00:05.0000000Z' });
	});

	it('cannot be told of failed runs before one was good', () => {
		const facts = factsWith({ last_success_at: null, last_ended: null });
		const kinds = judgeHealth(facts, around, thresholds).map(({ kind }) => kind);
		expect(kinds).not.toContain('runFailed');
	});

	it.each([
		['2026-07-10T00:00:00.0000000Z', ['credentials']],
		['2036-07-10T00:00:00.0000000Z', []],
	])('is a key that ends at %s: %j', (keyEndsAt, kinds) => {
		expect(Object.keys(wrongIn({ around: { keyEndsAt } }))).toEqual(kinds);
	});

	it('is a contact that may be there twice, where somebody looked', () => {
		expect(wrongIn({ around: { duplicates: 2 } }).duplicates).toContain('2 contacts');
		expect(wrongIn({ around: { duplicates: 0 } })).toEqual({});
	});
});

describe('far too many changes', () => {
	const usual = history([3, 12, 40, 7, 1, 0]);

	it.each([
		['500 where 40 were the most', [justNow(500), ...usual], false],
		['501 where 40 were the most', [justNow(501), ...usual], true],
		['three times the most', [justNow(3000), ...history([1000, 4, 5, 6, 7])], false],
		['more than three times the most', [justNow(3001), ...history([1000, 4, 5, 6, 7])], true],
		['2,000 without a history', [justNow(2000)], false],
		['2,001 without a history', [justNow(2001)], true],
		['1,000 of two days of outage', [justNow(1000, 48), ...usual], false],
		['1,001 of two days of outage', [justNow(1001, 48), ...usual], true],
		['many, hours ago', history([9000, 1, 1, 1, 1, 1]), false],
	])('are %s: told', (_story, sizes, told) => {
		expect('manyChanges' in wrongIn({ facts: { sizes } })).toBe(told);
	});

	it('are those beyond a limit that somebody set', () => {
		const facts = { sizes: [justNow(60), ...usual] };
		expect(wrongIn({ facts, thresholds: { mostChanges: 59 } }).manyChanges).toContain(
			'60 contacts',
		);
		expect(wrongIn({ facts, thresholds: { mostChanges: 60 } })).toEqual({});
	});

	it.each([
		[{ contacts: 30_000, written: 21_871, between: 21_900 }, 'walked through the whole table'],
		[{ contacts: 30_000, written: 3_000, between: 28_000 }, 'scattered'],
	])('say of %j what their ids look like', (walked, words) => {
		const facts = { sizes: [justNow(21_871), ...usual] };
		expect(wrongIn({ facts, around: { walked } }).manyChanges).toContain(words);
	});
});
