import { DateTime } from 'luxon';

import { runCodeNode } from './support/codeNode';

const start = DateTime.fromISO('2026-07-01T12:00:00Z');

/** Hears statements of one topic, minute by minute, and gives what is told of them. */
class Listener {
	readonly staticData: Record<string, unknown> = {};
	/** n8n is stopped before it notes what became of a message. */
	stopped = false;
	/** What the node that sends gives for each message. */
	answer: Record<string, unknown> = { statusCode: 200, body: 'ok' };

	hear(minute: number, bad: boolean, since = minute): string[] {
		const at = start.plus({ minutes: since }).toMillis();
		const statement = { topic: 'failure', bad, at, text: 'It fails.', over: 'It works.' };
		return this.tell([statement], minute).map(({ text }) => String(text));
	}

	tell(statements: Array<Record<string, unknown>>, minute: number): Array<Record<string, unknown>> {
		const now = start.plus({ minutes: minute }).toISO() ?? '';
		const { staticData } = this;
		const messages = runCodeNode('Hold Back Repeats', statements, { now, staticData });
		if (this.stopped) return messages;
		runCodeNode(
			'Note Sent',
			messages.map(() => this.answer),
			{ now, staticData, messages },
		);
		return messages;
	}

	notSent(messages: Array<Record<string, unknown>>, minute: number): void {
		const now = start.plus({ minutes: minute }).toISO() ?? '';
		runCodeNode('Take Back Unsent', messages, { now, staticData: this.staticData });
	}
}

const begins = ['ServiceTitan sync: It fails.'];
const lasts = ['ServiceTitan sync: still: It fails.'];
const ends = ['ServiceTitan sync: over: It works.'];

it.each<[story: string, heard: Array<[minute: number, bad: boolean, told: string[]]>]>([
	[
		'nothing is wrong, nothing is told',
		[
			[0, false, []],
			[15, false, []],
		],
	],
	[
		'a problem is told once when it begins',
		[
			[0, true, begins],
			[15, true, []],
			[61, true, []],
		],
	],
	[
		'and once when it is over',
		[
			[0, true, begins],
			[15, false, ends],
			[30, false, []],
		],
	],
	[
		'one that lasts is told again after a day',
		[
			[0, true, begins],
			[1439, true, []],
			[1440, true, lasts],
			[1455, true, []],
		],
	],
	[
		'one that comes and goes is told once an hour',
		[
			[0, true, begins],
			[5, false, ends],
			[10, true, []],
			[15, false, []],
			[20, true, []],
			[60, true, begins],
			[65, false, ends],
		],
	],
	[
		'what was over for a day is forgotten',
		[
			[0, true, begins],
			[5, false, ends],
			[1500, false, []],
			[1501, true, begins],
		],
	],
])('%s', (_, heard) => {
	const listener = new Listener();
	expect(heard.map(([minute, bad]) => listener.hear(minute, bad))).toEqual(
		heard.map(([, , told]) => told),
	);
});

it('a good run from before the failure does not end it', () => {
	const listener = new Listener();
	listener.hear(10, true);
	expect(listener.hear(15, false, 5)).toEqual([]);
	expect(listener.hear(30, false, 20)).toEqual(ends);
});

it('the same problem twice at once is one message', () => {
	const problem = { topic: 'rows 1', bad: true, at: 0, text: 'Rows failed.', over: 'Written.' };
	expect(new Listener().tell([problem, problem, { ...problem, topic: 'rows 2' }], 0)).toHaveLength(
		2,
	);
});

it('a message that did not get through is told the next time', () => {
	const listener = new Listener();
	const problem = {
		topic: 'failure',
		bad: true,
		at: start.toMillis(),
		text: 'It fails.',
		over: 'It works.',
	};
	listener.notSent(listener.tell([problem], 0), 0);
	expect(listener.hear(1, true)).toEqual(begins);
	listener.notSent(
		listener.tell([{ topic: 'failure', bad: false, at: start.plus({ minutes: 2 }).toMillis() }], 2),
		2,
	);
	expect(listener.hear(3, false)).toEqual(ends);
});

it.each<[story: string, what: Partial<Pick<Listener, 'stopped' | 'answer'>>]>([
	['n8n is stopped before it notes that it was sent', { stopped: true }],
	['the node that sends it is deactivated', { answer: { topic: 'failure', text: 'It fails.' } }],
])('a message is told again while %s', (_, what) => {
	const listener = Object.assign(new Listener(), what);
	const { stopped, answer } = new Listener();
	expect(listener.hear(0, true)).toEqual(begins);
	expect(listener.hear(1, true)).toEqual(begins);
	Object.assign(listener, { stopped, answer });
	expect(listener.hear(2, true)).toEqual(begins);
	expect(listener.hear(3, true)).toEqual([]);
	Object.assign(listener, what);
	expect(listener.hear(4, false)).toEqual(ends);
	expect(listener.hear(5, false)).toEqual(ends);
});
