import { DateTime } from 'luxon';

import { dueWorkspaces, type Asked, type Turn } from '../../../core/sync/dueWorkspaces';

/** A Wednesday; in Chicago it is 07:30, in Los Angeles 05:30, in Berlin 14:30. */
const asked: Asked = {
	now: '2026-07-01T12:30:00.0000000Z',
	intervalMinutes: 15,
	timezone: 'America/Chicago',
	atMost: 50,
};

const minutesAgo = (minutes: number): string =>
	`${DateTime.fromISO(asked.now, { zone: 'utc' }).minus({ minutes }).toISO()?.slice(0, 19)}.0000000Z`;

/** One that is due: half an hour ago it was run. */
const turn = (more: Partial<Turn> = {}): Turn => ({
	workspaceId: '45963',
	tenantId: '410387862',
	workflowId: 'workflow-1',
	hasTrigger: false,
	enabled: true,
	busy: false,
	timezone: null,
	businessHours: null,
	lastStartedAt: minutesAgo(30),
	lastStatus: 'completed',
	dispatchedAt: null,
	...more,
});

const ids = (turns: Turn[], more: Partial<Asked> = {}): string[] =>
	dueWorkspaces(turns, { ...asked, ...more }).due.map(({ turn: { workspaceId } }) => workspaceId);

const hours = { from: '06:00', to: '20:00' };

it.each<[story: string, due: boolean, more: Partial<Turn>]>([
	['whose last run started half an hour ago', true, {}],
	['that never ran', true, { lastStartedAt: null }],
	['whose last run started 15 minutes ago', true, { lastStartedAt: minutesAgo(15) }],
	['whose last run started 14 minutes ago', false, { lastStartedAt: minutesAgo(14) }],
	['that runs at this moment', false, { busy: true }],
	['that is switched off', false, { enabled: false }],
	['that no workflow runs', false, { workflowId: null }],
	['that was given away a minute ago and has not started', false, { dispatchedAt: minutesAgo(1) }],
	['that was given away 15 minutes ago and never started', true, { dispatchedAt: minutesAgo(15) }],
	[
		'that was given away for the first time a minute ago',
		false,
		{ lastStartedAt: null, dispatchedAt: minutesAgo(1) },
	],
	[
		'that was given away long ago and was run by hand since',
		false,
		{ dispatchedAt: minutesAgo(90), lastStartedAt: minutesAgo(5) },
	],
	['with hours, in the time zone of the workflow', true, { businessHours: hours }],
	['where it is early morning', false, { businessHours: hours, timezone: 'America/Los_Angeles' }],
	['where it is afternoon', true, { businessHours: hours, timezone: 'Europe/Berlin' }],
	[
		'whose hours say a time zone of their own',
		false,
		{ businessHours: { ...hours, timezone: 'America/Los_Angeles' }, timezone: 'Europe/Berlin' },
	],
	['without hours, in the middle of the night', true, { timezone: 'Asia/Tokyo' }],
	['whose hours are on other days', false, { businessHours: { ...hours, days: ['sun'] } }],
	['whose hours nobody can read', true, { businessHours: { from: 'dawn' } }],
])('a workspace %s: due %s', (_story, due, more) => {
	expect(ids([turn(more)])).toEqual(due ? ['45963'] : []);
});

it('another interval counts from the same start', () => {
	const once = turn({ lastStartedAt: minutesAgo(20) });
	expect(ids([once], { intervalMinutes: 20 })).toEqual(['45963']);
	expect(ids([once], { intervalMinutes: 21 })).toEqual([]);
});

it('the longest waiting comes first, before all others those that never ran', () => {
	const turns = [
		turn({ workspaceId: 'ran 20 minutes ago', lastStartedAt: minutesAgo(20) }),
		turn({ workspaceId: 'new, b', lastStartedAt: null }),
		turn({ workspaceId: 'ran yesterday', lastStartedAt: minutesAgo(24 * 60) }),
		turn({
			workspaceId: 'ran yesterday, and was given away in vain',
			lastStartedAt: minutesAgo(24 * 60),
			dispatchedAt: minutesAgo(16),
		}),
		turn({ workspaceId: 'new, a', lastStartedAt: null }),
	];
	const inOrder = [
		'new, a',
		'new, b',
		'ran yesterday',
		'ran 20 minutes ago',
		'ran yesterday, and was given away in vain',
	];
	expect(ids(turns)).toEqual(inOrder);
	expect(ids([...turns].reverse())).toEqual(inOrder);
});

it('says since when each is due, and when its last turn was', () => {
	const { due } = dueWorkspaces([turn(), turn({ lastStartedAt: null })], asked);
	expect(due).toMatchObject([
		{ dueSince: null, lastTurnAt: null },
		{ dueSince: minutesAgo(15), lastTurnAt: minutesAgo(30) },
	]);
});

it.each<[lastTurn: string | null, story: string, more: Partial<Turn>]>([
	['completed', 'a good run', {}],
	['completed', 'a run that left rows out', { lastStatus: 'completed_with_failures' }],
	['completed', 'a run that came of it', { dispatchedAt: minutesAgo(31) }],
	['failed', 'a run that failed', { lastStatus: 'failed' }],
	['failed', 'a run that broke off', { lastStatus: 'running' }],
	['notStarted', 'no run', { dispatchedAt: minutesAgo(29) }],
	['notStarted', 'no run, ever', { dispatchedAt: minutesAgo(29), lastStartedAt: null }],
	[null, 'nothing yet', { lastStartedAt: null, lastStatus: null }],
])('says %s of a last turn with %s', (lastTurn, _story, more) => {
	expect(dueWorkspaces([turn(more)], asked).due).toMatchObject([{ lastTurn }]);
});

it('as many as are wanted are the first of those that are open', () => {
	const turns = ['a', 'b', 'c', 'd'].map((workspaceId) =>
		turn({ workspaceId, businessHours: workspaceId === 'b' ? { ...hours, days: ['sun'] } : null }),
	);
	expect(ids(turns, { atMost: 2 })).toEqual(['a', 'c']);
});

it('names those that nobody runs, though they are switched on', () => {
	const turns = [
		turn({ workspaceId: 'run' }),
		turn({ workspaceId: 'forgotten', workflowId: null }),
		turn({ workspaceId: 'read by a Trigger', workflowId: null, hasTrigger: true }),
		turn({ workspaceId: 'off', workflowId: null, enabled: false }),
	];
	expect(dueWorkspaces(turns, asked).forgotten).toEqual(['forgotten']);
});

it('names those whose hours nobody can read, and why', () => {
	const { unreadable } = dueWorkspaces(
		[turn(), turn({ workspaceId: '7', businessHours: { from: 'dawn' } })],
		asked,
	);
	expect(unreadable).toEqual([
		{ workspaceId: '7', reason: expect.stringMatching(/^The business hours cannot be read: from/) },
	]);
});

it('nobody starves: with one taken a minute, each has its turn before any has its second', () => {
	const turns = Array.from({ length: 40 }, (_, nth) =>
		turn({ workspaceId: `w${nth}`, lastStartedAt: minutesAgo(100 + nth) }),
	);
	const taken: string[] = [];
	for (let minute = 0; minute < 80; minute++) {
		const now = minutesAgo(-minute);
		const [first] = dueWorkspaces(turns, { ...asked, now }).due;
		if (!first) throw new Error('Nothing is due');
		taken.push(first.turn.workspaceId);
		Object.assign(first.turn, { dispatchedAt: now });
	}
	expect(new Set(taken.slice(0, 40)).size).toBe(40);
	expect(taken.slice(40)).toEqual(taken.slice(0, 40));
});
