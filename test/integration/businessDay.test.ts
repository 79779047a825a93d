import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { addPerson } from '../support/world/ways';
import { startWorld, type World } from '../support/world/world';

const CHICAGO = 'America/Chicago';

/** The workflow's own time zone is Chicago's: see `getTimezone` in contexts.ts. */
const at = (local: string, zone = CHICAGO): number => DateTime.fromISO(local, { zone }).toMillis();

let world: World;
const trueNow = Date.now;
let shift = 0;

/** Both n8n and ServiceTitan live at this moment from now on; the database goes by its own clock. */
const goTo = (ms: number) => {
	shift = ms - trueNow();
};

beforeAll(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => trueNow() + shift);
});
afterAll(() => jest.restoreAllMocks());
afterEach(async () => await world.end());

async function worldAt(local: string): Promise<World> {
	goTo(at(local));
	world = await startWorld();
	world.pass(24 * 60);
	await world.poll();
	return world;
}

const inHours = { onlyBusinessHours: true };

/** Whether a poll at this moment asks ServiceTitan for anything. */
async function asks(parameters: IDataObject): Promise<boolean> {
	world.serviceTitan.log.clear();
	await world.poll({}, { ...inHours, ...parameters });
	return world.serviceTitan.log.entries.length > 0;
}

const setHours = async (timezone: string | null, hours: object | null) =>
	await world.database.sql`
		update servicetitan_sync_state
		set timezone = ${timezone}, business_hours = ${hours && world.database.sql.json(hours as never)}`;

it('polls from 06:00 to 20:00, by the minute, on every day, both days of the clock change too', async () => {
	await worldAt('2025-03-01T12:00');
	const polls: Array<[now: string, open: boolean]> = [
		['2025-03-05T05:45', false],
		['2025-03-05T05:59:59', false],
		['2025-03-05T06:00', true],
		['2025-03-05T19:45', true],
		['2025-03-05T20:00', true],
		['2025-03-05T20:00:37', true],
		['2025-03-05T20:15', false],
		['2025-03-08T20:15', false],
		['2025-03-09T05:45', false],
		['2025-03-09T06:00', true],
		['2025-03-09T20:00:37', true],
		['2025-03-09T20:15', false],
		['2025-11-02T05:45', false],
		['2025-11-02T06:00:12', true],
		['2025-11-02T20:00', true],
		['2025-11-02T20:15', false],
	];
	for (const [now, open] of polls) {
		goTo(at(now));
		expect([now, await asks({})]).toEqual([now, open]);
	}
});

it('goes by the hours of the node, then of the workspace, then the usual ones', async () => {
	await worldAt('2025-06-02T12:00');
	const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
	const polls: Array<
		[
			story: string,
			now: number,
			workspace: [string | null, object | null],
			node: IDataObject,
			open: boolean,
		]
	> = [
		['the workflow’s zone', at('2025-06-04T06:00'), [null, null], {}, true],
		['the workspace’s zone', at('2025-06-04T06:00'), ['America/Los_Angeles', null], {}, false],
		[
			'its evening',
			at('2025-06-04T20:00', 'America/Los_Angeles'),
			['America/Los_Angeles', null],
			{},
			true,
		],
		[
			'the workspace’s hours',
			at('2025-06-04T07:30'),
			[null, { from: '08:00', to: '17:00' }],
			{},
			false,
		],
		[
			'its last minute',
			at('2025-06-04T17:00:37'),
			[null, { from: '08:00', to: '17:00' }],
			{},
			true,
		],
		[
			'the node’s hours',
			at('2025-06-04T07:30'),
			[null, { from: '08:00' }],
			{ from: '07:00' },
			true,
		],
		[
			'the node’s zone',
			at('2025-06-04T06:00'),
			[CHICAGO, null],
			{ timezone: 'Europe/London' },
			true,
		],
		['a Sunday off', at('2025-06-08T12:00'), [null, { days: workdays }], {}, false],
		[
			'a Sunday of the node',
			at('2025-06-08T12:00'),
			[null, { days: workdays }],
			{ days: ['sunday'] },
			true,
		],
		['a part of each', at('2025-06-04T21:00'), [null, { from: '08:00' }], { to: '21:00' }, true],
	];
	for (const [story, now, [timezone, hours], businessHours, open] of polls) {
		await setHours(timezone, hours);
		goTo(now);
		expect([story, await asks({ businessHours })]).toEqual([story, open]);
	}
});

it('with its progress in the workflow goes by the node’s hours, else by the usual ones', async () => {
	await worldAt('2025-06-02T12:00');
	const own = { cursorStore: 'n8n' };
	goTo(at('2025-06-04T20:00:37'));
	expect(await asks(own)).toBe(true);
	goTo(at('2025-06-04T20:15'));
	expect(await asks(own)).toBe(false);
	expect(await asks({ ...own, businessHours: { to: '20:15' } })).toBe(true);
	expect(await asks({ ...own, businessHours: { timezone: 'America/Los_Angeles' } })).toBe(true);
});

it.each<[night: string, evening: string]>([
	['a usual night', '2025-06-03T20:00'],
	['the night that lacks an hour', '2025-03-08T20:00'],
	['the night with an hour more', '2025-11-01T20:00'],
	['the night before a Sunday', '2025-06-07T20:00'],
])('what changed overnight arrives at 06:00: %s', async (_, evening) => {
	await worldAt(evening);
	const opening = DateTime.fromISO(evening, { zone: CHICAGO }).plus({ hours: 10 }).startOf('hour');
	const morning = opening.set({ hour: 6 });
	const changed: number[] = [];
	const nightly: number[] = [];
	for (let now = at(evening) + 900_000; now < morning.toMillis(); now += 900_000) {
		goTo(now + 20_000);
		nightly.push((await world.poll({}, inHours)).length);
		// One right after closing, some at hours that come twice or never, one right before opening.
		if (changed.length < 100 && nightly.length % 3 === 1) changed.push(addPerson(world));
	}
	goTo(morning.toMillis() - 30_000);
	changed.push(addPerson(world));
	expect(nightly.every((count) => count === 0)).toBe(true);

	goTo(morning.plus({ seconds: 20 }).toMillis());
	const items = await world.poll({}, inHours);
	expect(items.map(({ json }) => json.id)).toEqual(changed);
	expect((await world.upsert(items)).summary).toMatchObject({ status: 'completed' });
	goTo(morning.plus({ minutes: 15 }).toMillis());
	expect(await world.poll({}, inHours)).toEqual([]);
});
