import { Lane, noon } from './support/lane';

/** What Check Health hands on when it fails: see "continue" of its settings. */
const unreadable = { error: 'Supabase cannot be reached', description: 'Look at its status page.' };
const failedPoll = 'Supabase cannot be reached. Look at its status page.';
const back = { alerts: [] };

const begins = [
	expect.stringMatching(/Supabase cannot be reached\..*status page.*Nothing is lost/),
];
const ends = ['Over: the state of the ServiceTitan sync can be read again.'];

describe('while Supabase is away', () => {
	it('an alert goes out at once, whoever notices first, and not again from the other', () => {
		const lane = new Lane(noon);
		expect(lane.hear(0, unreadable, failedPoll).texts).toEqual(begins);
		expect(lane.hear(7, unreadable).texts).toEqual([]);
		expect(lane.hear(15, unreadable, failedPoll).texts).toEqual([]);
		const other = new Lane(noon);
		expect(other.hear(0, unreadable).texts).toEqual(begins);
		expect(other.hear(8, unreadable, failedPoll).texts).toEqual([]);
	});

	it('it is told again after a day, and once when it is over', () => {
		const lane = new Lane(noon);
		lane.hear(0, unreadable, failedPoll);
		expect(lane.hear(24 * 60 - 1, unreadable, failedPoll).texts).toEqual([]);
		expect(lane.hear(24 * 60, unreadable, failedPoll).texts).toEqual(begins);
		expect(lane.hear(24 * 60 + 7, back).texts).toEqual(ends);
		expect(lane.hear(24 * 60 + 22, back).texts).toEqual([]);
	});

	it('an outage that comes and goes is told once an hour at most', () => {
		const lane = new Lane(noon);
		const told: number[] = [];
		for (let minute = 0; minute < 300; minute += 15) {
			if (lane.hear(minute, unreadable, failedPoll).texts.length > 0) told.push(minute);
			lane.hear(minute + 7, back);
		}
		expect(told.length).toBeGreaterThan(2);
		for (const [place, minute] of told.slice(1).entries())
			expect(minute - (told[place] ?? 0)).toBeGreaterThanOrEqual(60);
	});

	it('an alert that did not get through either is told as soon as the webhook answers', () => {
		const webhook = { up: false };
		const lane = new Lane(noon, webhook);
		lane.hear(0, unreadable, failedPoll);
		lane.hear(7, unreadable);
		webhook.up = true;
		expect(lane.hear(15, unreadable, failedPoll).texts).toEqual(begins);
		expect(lane.hear(22, unreadable).texts).toEqual([]);
	});

	it('at night the watchdog keeps silent about it, and a poll that fails does not', () => {
		const lane = new Lane(noon.set({ hour: 2 }));
		expect(lane.hear(0, unreadable).texts).toEqual([]);
		expect(lane.hear(15, unreadable, failedPoll).texts).toEqual(begins);
	});
});
