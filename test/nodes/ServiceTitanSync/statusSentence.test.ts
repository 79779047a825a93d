import { statusSentence, type Reckoned } from '../../../nodes/ServiceTitanSync/statusSentence';

it.each<[story: string, state: object, sentence: RegExp]>([
	['switched off', { sync_enabled: false }, /switched off/],
	['never run', {}, /No run has succeeded yet/],
	[
		'in order',
		{ last_success_at: '2026-03-02T12:00:00Z', initial_sync_completed: true },
		/^Workspace 45963: idle. Last good run: 2026-03-02 12:00 UTC.$/,
	],
	['with failing rows', { failing: 3 }, /3 customers could not be written/],
	['with one failing row', { failing: 1 }, /1 customer could not be written and is tried again\.$/],
	[
		'completed, rows that fail told once',
		{ sync_status: 'completed', failing: 1, last_error: '1 row could not be written' },
		/^Workspace 45963: completed\. No run has succeeded yet\. 1 customer could not be written and is tried again\.$/,
	],
	['failed', { sync_status: 'failed', last_error: 'The key is wrong' }, / The key is wrong\.$/],
	['without its initial sync', { initial_sync_completed: false }, /Run Initial Sync/],
])('the status of a workspace that is %s', (_, state, sentence) => {
	expect(
		statusSentence({
			workspace_id: '45963',
			sync_status: 'idle',
			initial_sync_completed: true,
			...state,
		}),
	).toMatch(sentence);
});

const now = '2026-07-01T12:00:00.0000000Z';
const rates = (runs: number, ms: number | null, pace: number | null = null) => ({
	runs,
	average_duration_ms: ms,
	longest_duration_ms: ms,
	customers_per_minute: pace,
});
const due = (at: string | null, more: object = {}) => ({
	at,
	waitsForHours: false,
	unreadable: null,
	...more,
});

it.each<[story: string, reckoned: Partial<Reckoned>, sentence: RegExp]>([
	[
		'when its next run is due',
		{ due: due('2026-07-01T12:15:00.0000000Z') },
		/Next run due: 2026-07-01 12:15 UTC\./,
	],
	[
		'that it waits for its hours',
		{ due: due('2026-07-02T11:00:00.0000000Z', { waitsForHours: true }) },
		/11:00 UTC, when its business hours begin\./,
	],
	[
		'that a run is overdue',
		{ due: due('2026-07-01T11:15:00.0000000Z') },
		/A run has been due since 2026-07-01 11:15 UTC\./,
	],
	[
		'that its hours cannot be read',
		{ due: due(now, { unreadable: 'The hours are odd.' }) },
		/It may run at any hour\. The hours are odd\./,
	],
	['nothing of what is not due', { due: due(null) }, /succeeded yet\.$/],
	[
		'how long runs take, and how quick they are',
		{ rates: rates(8, 12_300, 22_941.2) },
		/The last 8 runs took, on average, 12 seconds, at 22,941 customers a minute\./,
	],
	['a pace that is slow', { rates: rates(1, 300, 0.4) }, /, at 0\.4 customers a minute\./],
	['how long one took', { rates: rates(1, 300) }, /The last run took less than a second\./],
	['a second', { rates: rates(1, 1_200) }, /took 1 second\./],
	['minutes', { rates: rates(1, 240_000) }, /took 4 minutes\./],
	['that the database is behind', { age: 'older' }, /yet\. The database is older .*Get Setup SQL/],
	['that the database is ahead', { age: 'newer' }, /yet\. .*newer version .* Update the package/],
	['nothing of a database that fits', { age: 'same' }, /succeeded yet\.$/],
])('the status says %s', (_, reckoned, sentence) => {
	const state = { workspace_id: '45963', sync_status: 'idle', initial_sync_completed: true };
	const whole = { now, due: due(null), rates: rates(0, null), ...reckoned };
	expect(statusSentence(state, whole)).toMatch(sentence);
});
