import { DateTime } from 'luxon';

import { runCodeNode } from './support/codeNode';

type Json = Record<string, unknown>;

/** What Read Sync Status hands on when it fails: see "continue" of its settings. */
const unreadable = { error: 'Supabase cannot be reached', description: 'Look at its status page.' };
const failedPoll = { failure: 'Supabase cannot be reached', advice: '', execution: '' };

const good = {
	workspace_id: '45963',
	consumer: { workflowId: 'sync' },
	timezone: 'America/Chicago',
	business_hours: null,
	sync_enabled: true,
	lease_expired: false,
	last_runs: [],
	failing: 0,
};

/** The lanes of the workflow from what they hear to what is posted; only n8n's own memory is there. */
class Lanes {
	private memory = '{}';

	constructor(
		private readonly start: DateTime,
		/** Null: every post gets through. */
		private readonly webhook: { up: boolean } = { up: true },
	) {}

	hear(minute: number, node: string, json: Json): string[] {
		const now = this.start.plus({ minutes: minute }).toISO() ?? '';
		// As n8n keeps it: text in its own database, through restarts.
		const staticData = JSON.parse(this.memory) as Json;
		const statements = runCodeNode(node, [json], { now });
		const messages = runCodeNode('Hold Back Repeats', statements, { now, staticData });
		const around = { now, staticData, messages };
		if (!this.webhook.up) runCodeNode('Take Back Unsent', messages, around);
		else
			runCodeNode(
				'Note Sent',
				messages.map(() => ({ statusCode: 200 })),
				around,
			);
		this.memory = JSON.stringify(staticData);
		return this.webhook.up ? messages.map(({ text }) => String(text)) : [];
	}
}

const noon = DateTime.fromISO('2026-07-01T12:00-05:00', { setZone: true });
const begins = [expect.stringContaining('Supabase cannot be reached')];
const lastGoodRun = (minute: number) => ({
	...good,
	last_success_at: noon.plus({ minutes: minute }).toUTC().toISO(),
	created_at: '2026-01-01T00:00:00Z',
});

describe('while Supabase is away', () => {
	it('an alert goes out at once, whoever notices first, and not again from the other', () => {
		const lanes = new Lanes(noon);
		expect(lanes.hear(0, 'Judge Failure', failedPoll)).toEqual(begins);
		expect(lanes.hear(7, 'Judge Status', unreadable)).toEqual([]);
		expect(lanes.hear(15, 'Judge Failure', failedPoll)).toEqual([]);
		const others = new Lanes(noon);
		expect(others.hear(0, 'Judge Status', unreadable)).toEqual(begins);
		expect(others.hear(8, 'Judge Failure', failedPoll)).toEqual([]);
	});

	it('it is over only when a run that came after it was good', () => {
		const lanes = new Lanes(noon);
		lanes.hear(0, 'Judge Failure', failedPoll);
		expect(lanes.hear(22, 'Judge Status', lastGoodRun(-15))).toEqual([]);
		expect(lanes.hear(37, 'Judge Status', lastGoodRun(30))).toEqual([
			'ServiceTitan sync: over: Runs come out well again.',
		]);
	});

	it('an outage that comes and goes is told once an hour at most', () => {
		const lanes = new Lanes(noon);
		const told: number[] = [];
		for (let minute = 0; minute < 240; minute += 15) {
			if (lanes.hear(minute, 'Judge Failure', failedPoll).length > 0) told.push(minute);
			lanes.hear(minute + 7, 'Judge Status', lastGoodRun(minute + 5));
		}
		expect(told).toEqual([0, 60, 120, 180]);
	});

	it('an alert that did not get through either is told as soon as the webhook answers', () => {
		const webhook = { up: false };
		const lanes = new Lanes(noon, webhook);
		lanes.hear(0, 'Judge Failure', failedPoll);
		lanes.hear(7, 'Judge Status', unreadable);
		webhook.up = true;
		expect(lanes.hear(15, 'Judge Failure', failedPoll)).toEqual(begins);
		expect(lanes.hear(22, 'Judge Status', unreadable)).toEqual([]);
	});

	it('at night the watchdog keeps silent about it, and a poll that fails does not', () => {
		const lanes = new Lanes(noon.set({ hour: 2 }));
		expect(lanes.hear(0, 'Judge Status', unreadable)).toEqual([]);
		expect(lanes.hear(15, 'Judge Failure', failedPoll)).toEqual(begins);
	});
});
