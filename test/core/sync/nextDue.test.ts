import { nextDue, type DueSoon } from '../../../core/sync/nextDue';
import { nextOpening } from '../../../core/sync/nextOpening';

const CHICAGO = 'America/Chicago';
const at = (text: string): string => `${text}:00.0000000Z`;

describe('when the hours begin', () => {
	const day = { from: '06:00', to: '20:00', timezone: CHICAGO };
	it.each<[story: string, hours: object, since: string, opening: string | undefined]>([
		['now, where they are open', day, '2026-07-01T15:00', '2026-07-01T15:00'],
		['in the last minute of the day', day, '2026-07-02T01:00', '2026-07-02T01:00'],
		['the next morning', day, '2026-07-02T01:01', '2026-07-02T11:00'],
		['this morning', day, '2026-07-01T08:00', '2026-07-01T11:00'],
		['on Monday', { ...day, days: ['monday', 'tuesday'] }, '2026-07-01T15:00', '2026-07-06T11:00'],
		['in winter time', day, '2026-11-01T03:00', '2026-11-01T12:00'],
		[
			'in the evening, where they go past midnight',
			{ ...day, from: '20:00', to: '06:00' },
			'2026-07-01T15:00',
			'2026-07-02T01:00',
		],
		[
			'behind the hour that does not exist in spring',
			{ ...day, from: '02:30', to: '05:00' },
			'2026-03-08T07:00',
			'2026-03-08T08:00',
		],
		[
			'where half an hour does not exist',
			{ ...day, from: '02:15', to: '05:00', timezone: 'Australia/Lord_Howe' },
			'2026-10-03T14:00',
			'2026-10-03T15:30',
		],
	])('%s', (_, hours, since, opening) => {
		expect(nextOpening(hours, at(since))).toBe(opening && at(opening));
	});
});

describe('when the next run is due', () => {
	const now = at('2026-07-01T15:10');
	const due = (more: Partial<DueSoon>) =>
		nextDue(
			{
				enabled: true,
				timezone: CHICAGO,
				businessHours: { from: '06:00', to: '20:00' },
				lastStartedAt: at('2026-07-01T15:00'),
				...more,
			},
			{ now, timezone: 'UTC' },
		);

	it.each<[story: string, workspace: Partial<DueSoon>, expected: object]>([
		['a quarter of an hour after the last', {}, { at: at('2026-07-01T15:15') }],
		['now, before the first', { lastStartedAt: null }, { at: now, waitsForHours: false }],
		[
			'the next morning after the last of the day',
			{ lastStartedAt: at('2026-07-02T01:00') },
			{ at: at('2026-07-02T11:00'), waitsForHours: true },
		],
		[
			'long ago, where nobody runs it',
			{ lastStartedAt: at('2026-06-30T15:00') },
			{ at: at('2026-06-30T15:15') },
		],
		[
			'at any hour, where none are kept',
			{ businessHours: null, lastStartedAt: at('2026-07-02T05:00') },
			{ at: at('2026-07-02T05:15'), waitsForHours: false },
		],
		[
			'by the zone in the hours before that of the workspace',
			{ businessHours: { timezone: 'UTC' }, lastStartedAt: at('2026-07-01T20:30') },
			{ at: at('2026-07-02T06:00') },
		],
		[
			'by the zone of the workflow, where there is no other',
			{ timezone: null, lastStartedAt: at('2026-07-01T20:30') },
			{ at: at('2026-07-02T06:00') },
		],
		['never, where it is switched off', { enabled: false }, { at: null }],
		[
			'as if all day were open, where the hours cannot be read',
			{ businessHours: { from: 'dawn' } },
			{ at: at('2026-07-01T15:15'), unreadable: expect.stringMatching(/cannot be read/) },
		],
	])('%s', (_, workspace, expected) => {
		expect(due(workspace)).toMatchObject(expected);
	});
});
