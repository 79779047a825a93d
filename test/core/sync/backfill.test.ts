import {
	initialCommitOf,
	newBackfill,
	readBackfill,
	withNote,
	type Backfill,
} from '../../../core/sync/backfill';

const begun = newBackfill({
	startedAt: '2026-03-02T12:00:00.1234567Z',
	clock: { ahead_seconds: 2, repeated_until: null },
	total: 30,
});

const halfWay: Backfill = {
	...begun,
	stage: 'customers',
	contactsFrom: 'contacts 9',
	handOverFrom: 'contacts 5',
	customersFrom: 'customers 7',
	contactMethods: 40,
	customers: 20,
	notes: ['A note.'],
};

const asStored = (backfill: object): unknown => JSON.parse(JSON.stringify(backfill));

describe('how far an initial sync is', () => {
	it.each([
		['a new one', begun],
		['one half way', halfWay],
		['one by lists', { ...halfWay, source: 'lists', window: { version: 1, page: 3 } }],
	])('is read as it was stored: %s', (_, backfill) => {
		expect(readBackfill(asStored(backfill))).toEqual(backfill);
	});

	it.each<[string, unknown]>([
		['nothing', null],
		['text', 'half way'],
		['a list', [halfWay]],
		['another version', { ...halfWay, version: 2 }],
		['no start', { ...halfWay, startedAt: undefined }],
		['a start that is none', { ...halfWay, startedAt: 'yesterday' }],
		['an unknown stage', { ...halfWay, stage: 'locations' }],
		['a count below nothing', { ...halfWay, customers: -1 }],
	])('begins anew where %s is stored', (_, stored) => {
		expect(readBackfill(stored)).toBeUndefined();
	});

	it.each<[string, Partial<Record<keyof Backfill, unknown>>, Partial<Backfill>]>([
		['customers emptied', { customersFrom: null }, { customersFrom: null, customers: 0 }],
		['customers an empty text', { customersFrom: '' }, { customersFrom: null, customers: 0 }],
		['customers no text at all', { customersFrom: 7 }, { customersFrom: null, customers: 0 }],
		['contacts emptied', { contactsFrom: null }, { contactsFrom: null, contactMethods: 0 }],
		['the place to hand over lost', { handOverFrom: 7 }, { handOverFrom: null }],
	])('counts anew what begins anew: %s', (_, edited, read) => {
		expect(readBackfill({ ...halfWay, ...edited })).toEqual({ ...halfWay, ...read });
	});

	it('keeps the count of a list, which has no such place', () => {
		const listed = { ...halfWay, source: 'lists' as const, customersFrom: null };
		expect(readBackfill(listed)?.customers).toBe(20);
	});

	it('says each note once', () => {
		expect(withNote(withNote(halfWay, 'Another.'), 'A note.').notes).toEqual([
			'A note.',
			'Another.',
		]);
	});
});

describe('the end of an initial sync', () => {
	it('moves the cursor to the first start less 20 minutes, and begins where the first customer was read', () => {
		expect(initialCommitOf(halfWay)).toEqual({
			cursor_to: '2026-03-02T11:40:00.1234567Z',
			window: null,
			contact_token: 'contacts 5',
			delivered: { customer: {}, contact_method: {} },
			delivered_since: { customer: '2026-03-02T11:40:00.1234567Z', contact_method: null },
			gone: [],
			clock: { ahead_seconds: 2, repeated_until: null },
			note: 'A note.',
			initial_sync_completed: true,
		});
	});

	it('begins at that time where no export was read', () => {
		expect(initialCommitOf({ ...begun, source: 'lists' })).toMatchObject({
			contact_token: '2026-03-02T11:40:00.1234567Z',
			note: null,
		});
	});
});
