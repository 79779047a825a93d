import type { Evidence } from '../../../../core/sync/diagnosis/evidence';
import { known } from '../../../../core/sync/diagnosis/known';
import { facts, itemOf, minutesAgo, run, said, state } from './healthy';

type Story = [story: string, more: Partial<Evidence>, sentence: RegExp];

const open = (more: Record<string, unknown> = {}) => ({
	run_id: 'r1',
	mode: 'incremental',
	started_at: minutesAgo(25),
	lease_expires_at: minutesAgo(-5),
	...more,
});

it('says that the sync is switched off, and how to switch it on', () => {
	const off = { state: state({ sync_enabled: false }) };
	expect(said('enabled', off)).toMatch(/^problem: The sync is switched off/);
	expect(itemOf('enabled', off).toDo).toMatch(/Set Enabled.*Nothing is lost/);
	expect(said('enabled', { state: state({ sync_enabled: null }) })).toMatch(/^ok/);
});

it.each<Story>([
	['open', {}, /^ok: Open now, 2026-07-01 12:00 there\. Hours: 06:00 to 20:00, every day \(UTC\)/],
	[
		'closed until tomorrow',
		{ now: '2026-07-01T21:00:00.0000000Z' },
		/^ok: Closed now, .* due when it opens, 2026-07-02 06:00\./,
	],
	['none', { state: state({ business_hours: null }) }, /^ok: No hours are kept/],
	[
		"in the workflow's zone where the workspace has none",
		{ state: state({ timezone: null }) },
		/07:00 there.*America\/Chicago/,
	],
	[
		'that cannot be read',
		{ state: state({ business_hours: { from: 'dawn' } }) },
		/^problem: The business hours cannot be read: from is no time of day/,
	],
	[
		'of a zone nobody knows',
		{ state: state({ timezone: 'Middle/Earth' }) },
		/^problem: .*no time zone we know/,
	],
	[
		'none, in a zone nobody knows',
		{ state: state({ timezone: 'Middle/Earth', business_hours: null }) },
		/^problem/,
	],
])('tells the business hours: %s', (_story, more, sentence) => {
	expect(said('businessHours', more)).toMatch(sentence);
});

const notYet = { initial_sync_completed: false };
it.each<Story>([
	['done', {}, /^ok: All customers were copied once/],
	['never begun', { state: state(notYet) }, /^warning: It has not been run/],
	[
		'under way',
		{
			state: state({
				...notYet,
				run: open({ mode: 'initial', progress: { message: '500 of about 30,000 customers.' } }),
			}),
		},
		/^warning: It is under way\. 500 of about 30,000 customers\.$/,
	],
	[
		'broken off',
		{ state: state({ ...notYet, last_runs: [run({ mode: 'initial', status: 'failed' })] }) },
		/^warning: It was begun/,
	],
	[
		'stopped with a place to go on',
		{ state: state({ ...notYet, last_continue_from: 'token' }) },
		/^warning: It was begun/,
	],
])('tells of the initial sync: %s', (_story, more, sentence) => {
	expect(said('initialSync', more)).toMatch(sentence);
});

it.each<Story>([
	['none', {}, /^ok: No run is open/],
	[
		'one that is alive',
		{ state: state({ run: open() }) },
		/^ok: A run is going on since 2026-07-01 11:35 UTC, 25 minutes\./,
	],
	[
		'one that is stuck',
		{ state: state({ run: open({ lease_expires_at: minutesAgo(3) }), lease_expired: true }) },
		/^problem: A run is open since 2026-07-01 11:35 UTC.*lease is over since 2026-07-01 11:57 UTC/,
	],
	[
		'one that nobody dated',
		{
			state: state({
				run: open({ started_at: null, lease_expires_at: null }),
				lease_expired: true,
			}),
		},
		/^problem: .*since a time nobody noted.*its lease is over:/,
	],
])('tells of an open run: %s', (_story, more, sentence) => {
	expect(said('openRun', more)).toMatch(sentence);
});

const failure = (failure_kind: string, words: string) =>
	run({ status: 'failed', failure_kind, failure: words });
it.each<Story>([
	['well', {}, /^ok: It ended well at 2026-07-01 11:51 UTC, 9 minutes ago/],
	[
		'with rows that failed',
		{ state: state({ last_runs: [run({ status: 'completed_with_failures' })] }) },
		/^warning: .*some rows/,
	],
	['not at all', { state: state({ last_runs: [] }) }, /^warning: No run has ended yet/],
	[
		'not counting one that goes on, or a cursor that was reset',
		{
			state: state({
				last_runs: [run({ status: 'running' }), run({ mode: 'reset', status: 'failed' }), run()],
			}),
		},
		/^ok/,
	],
	[
		'by a token that was refused',
		{ state: state({ last_runs: [failure('expired', 'ServiceTitan refuses a token.')] }) },
		/^problem: It failed at .* \(the token was refused\): ServiceTitan refuses a token\.$/,
	],
	[
		'by too many requests',
		{ state: state({ last_runs: [failure('throttled', 'Slow down.')] }) },
		/\(too many requests \(429\)\)/,
	],
	[
		'by an outage, three times',
		{
			state: state({
				last_runs: [...Array.from({ length: 3 }, () => failure('unavailable', 'Away.')), run()],
			}),
		},
		/\(a service was out of order or away\): Away\. The last 3 runs failed\.$/,
	],
	['by a kind nobody knows', { state: state({ last_runs: [failure('odd', 'Odd.')] }) }, /\(odd\)/],
])('tells how the last run ended: %s', (_story, more, sentence) => {
	expect(said('lastRun', more)).toMatch(sentence);
});

it.each<Story>([
	['a moment ago', {}, /^ok: The last good run ended at 2026-07-01 11:51 UTC, 9 minutes ago\.$/],
	[
		'two hours ago',
		{ state: state({ last_success_at: minutesAgo(120) }) },
		/^problem: .*2 hours ago\. In the 2 hours of business hours since then/,
	],
	[
		'ten hours ago, eight and a half of them at night',
		{ state: state({ last_success_at: minutesAgo(600) }), now: '2026-07-01T06:30:00.0000000Z' },
		/^ok/,
	],
	[
		'long ago, but a run is going on',
		{ state: state({ last_success_at: minutesAgo(120), run: open() }) },
		/^ok: .*A run is going on/,
	],
	[
		'long ago, and the open run is dead',
		{ state: state({ last_success_at: minutesAgo(120), run: open(), lease_expired: true }) },
		/^problem/,
	],
	[
		'long ago, switched off since',
		{ state: state({ last_success_at: minutesAgo(9000), sync_enabled: false }) },
		/^ok: .*switched off/,
	],
	[
		'never, and none was tried',
		{ state: state({ last_success_at: null, last_runs: [] }) },
		/^warning: No run has succeeded yet/,
	],
	[
		'never, though runs were tried',
		{ state: state({ last_success_at: null, last_runs: [failure('denied', 'No.')] }) },
		/^problem: No run has succeeded yet\. In the/,
	],
])('tells when a run last succeeded: %s', (_story, more, sentence) => {
	expect(said('lastSuccess', more)).toMatch(sentence);
});

it.each<Story>([
	['a Trigger', {}, /^ok: It is read by "Watch Customers" of the workflow "Contact sync"/],
	[
		'a workflow that gets its turn',
		{ state: state({ consumer: null }), facts: facts({ run_by_workflow: 'w9' }) },
		/^ok: Take Due gives it to the workflow w9/,
	],
	[
		'runs in one node',
		{ state: state({ consumer: null, last_runs: [run({ source: 'sync' })] }) },
		/^ok: No Trigger reads it; runs come from/,
	],
	['nobody', { state: state({ consumer: null }) }, /^warning: No Trigger has read it yet/],
])('tells who runs it: %s', (_story, more, sentence) => {
	expect(said('consumer', more)).toMatch(sentence);
});

it.each<Story>([
	['recent', {}, /^ok: Everything up to 2026-07-01 11:50 UTC is written, 10 minutes ago\.$/],
	[
		'far behind',
		{ state: state({ last_modified_cursor: minutesAgo(3 * 1440) }) },
		/^warning: .*3 days ago/,
	],
	[
		'as far behind as ServiceTitan’s clock',
		{ state: state({ last_modified_cursor: minutesAgo(1450) }), clockAhead: known(-1440 * 60) },
		/^ok: .*10 minutes ago/,
	],
	[
		'old by the night alone',
		{
			state: state({ last_modified_cursor: minutesAgo(360) }),
			now: '2026-07-01T06:10:00.0000000Z',
		},
		/^ok/,
	],
	[
		'no date',
		{ state: state({ last_modified_cursor: 'yesterday' }) },
		/^problem: It is no date and time: "yesterday"/,
	],
	[
		'in the future',
		{ state: state({ last_modified_cursor: minutesAgo(-600) }) },
		/^problem: It lies in the future/,
	],
	['empty', { state: state({ last_modified_cursor: null }) }, /^problem: It is empty although/],
	[
		'empty before the first run',
		{ state: state({ ...notYet, last_modified_cursor: null }) },
		/^ok: There is none yet/,
	],
])('reads the cursor: %s', (_story, more, sentence) => {
	expect(said('cursor', more)).toMatch(sentence);
});

it('says that catching up simply works, however many customers wait', () => {
	expect(said('waiting', { waiting: known(1) })).toBe(
		'ok: 1 customer changed in ServiceTitan since the cursor.',
	);
	expect(said('waiting', { waiting: known(12_000) })).toMatch(/^warning: 12,000 .*takes 3 polls/);
	expect(itemOf('waiting', { waiting: known(12_000) }).toDo).toMatch(/^Nothing has to be done/);
	expect(said('waiting', { waiting: known(null) })).toMatch(/^ok: ServiceTitan does not say/);
});
