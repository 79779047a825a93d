import { deliveriesOf } from '../../../nodes/SupabaseContactUpsert/delivery';
import type { Entry } from '../../../nodes/SupabaseContactUpsert/entry';

const usual = { link: true, skipWithoutContactMethods: true, dryRun: false };

const entry = (
	index: number,
	{ runId = 'run', ...manner }: Partial<Entry['manner']> & { runId?: string } = {},
): Entry => ({
	...{ index, runId, workspaceId: '45963', row: undefined },
	manner: { ...usual, ...manner },
});

const shape = (entries: Entry[]) =>
	deliveriesOf(entries).map((delivery) => ({
		items: delivery.entries.map(({ index }) => index),
		isLast: delivery.isLast,
	}));

describe('the items of an execution', () => {
	it('go together where nothing tells them apart', () => {
		expect(shape([entry(0), entry(1), entry(2)])).toEqual([{ items: [0, 1, 2], isLast: true }]);
	});

	it.each([
		['only looked at', { dryRun: true }],
		['not linked', { link: false }],
		['written without contact methods', { skipWithoutContactMethods: false }],
	])('go apart where one of them is to be %s', (_story, manner) => {
		const { length } = shape([entry(0), entry(1, manner), entry(2)]);
		expect(length).toBe(2);
	});

	it('end their run with the last ones that are written', () => {
		expect(shape([entry(0), entry(1, { link: false }), entry(2, { dryRun: true })])).toEqual([
			{ items: [0], isLast: false },
			{ items: [1], isLast: true },
			{ items: [2], isLast: false },
		]);
	});

	it('end each of several runs', () => {
		const [first, second] = shape([entry(0), entry(1, { runId: 'other' })]);
		expect([first?.isLast, second?.isLast]).toEqual([true, true]);
	});
});
