import { instantOfMillis } from '../../../core/instant';
import { eventOf, isWanted } from '../../../core/sync/changeEvent';
import { commitOf, type Progress } from '../../../core/sync/commit';
import {
	isNew,
	nothingDelivered,
	prune,
	versionOf,
	versionOfMethod,
} from '../../../core/sync/delivered';
import { openWindow } from '../../../core/sync/window';

const at = (time: string): string => instantOfMillis(Date.parse(`2026-03-02T${time}Z`));

describe('the memory of versions', () => {
	it.each<[story: string, known: Record<string, string>, version: string, fresh: boolean]>([
		['a customer never met', {}, at('11:50:00'), true],
		['the same version', { 7: at('11:50:00') }, at('11:50:00'), false],
		['another version', { 7: at('11:50:00') }, at('11:51:00'), true],
		['a version that cannot be told, though met before', { 7: '' }, '', true],
		['one of white space alone', { 7: ' ' }, ' ', true],
	])('%s', (_, known, version, fresh) => {
		expect(isNew(known, 7, version)).toBe(fresh);
	});

	it('tells a removal from the contact method it removes', () => {
		const method = { id: 1, modifiedOn: at('11:50:00') };
		expect(versionOfMethod({ ...method, active: false })).toMatch(/ removed$/);
		expect(versionOfMethod({ ...method, active: true })).toMatch(/ [0-9a-z]+$/);
		expect(versionOfMethod({ ...method, active: true })).not.toMatch(/ removed$/);
		expect(versionOfMethod({ ...method, active: false })).not.toBe(versionOfMethod(method));
	});

	it('tells two edits apart that share an instant', () => {
		const customer = { id: 7, name: 'Ada', modifiedOn: at('11:50:00') };
		expect(versionOf({ ...customer, name: 'Grace' })).not.toBe(versionOf(customer));
		expect(versionOf({ ...customer })).toBe(versionOf(customer));
		const method = { id: 1, type: 'Phone', value: '1', modifiedOn: at('11:50:00') };
		expect(versionOfMethod({ ...method, value: '2' })).not.toBe(versionOfMethod(method));
		expect(versionOfMethod({ ...method, type: 'Fax' })).not.toBe(versionOfMethod(method));
		// Lists differ in the other fields they give of a contact method.
		expect(versionOfMethod({ ...method, memo: 'x', active: true })).toBe(versionOfMethod(method));
	});

	it('sorts versions by their instants, and after the instant itself', () => {
		const version = versionOf({ id: 7, modifiedOn: at('11:50:00') });
		expect(version > at('11:50:00')).toBe(true);
		expect(version < at('11:50:01')).toBe(true);
	});

	it('cannot tell the version of a record without modifiedOn', () => {
		expect(versionOf({ id: 7 })).toBe('');
		expect(versionOfMethod({ id: 1, active: false })).toBe('');
	});

	it('forgets what no window can meet again, the oldest first', () => {
		expect(prune({ 1: at('11:30:00') }, at('11:30:00'))).toEqual({ 1: at('11:30:00') });
		expect(prune({ 1: at('11:00:00'), 2: at('11:59:00') }, at('11:30:00'))).toEqual({
			2: at('11:59:00'),
		});
		const many = Object.fromEntries(
			Array.from({ length: 6000 }, (_, id) => [
				id,
				instantOfMillis(Date.parse(at('11:00:00')) + ((id * 7919) % 6000)),
			]),
		);
		const kept = Object.keys(prune(many, ''));
		expect(kept).toHaveLength(5000);
		const versions = Object.values(many).sort().slice(-5000);
		expect(kept.map((id) => many[id]).sort()).toEqual(versions);
	});
});

describe('created or updated', () => {
	const since = at('11:40:00');
	it.each<
		[story: string, createdOn: string | undefined, known: Record<string, string>, event: string]
	>([
		['made in the window', at('11:50:00'), {}, 'created'],
		['made on its first instant', since, {}, 'created'],
		['made before it', at('11:39:59'), {}, 'updated'],
		['made in it, but handed on before', at('11:50:00'), { 7: at('11:50:00') }, 'updated'],
		['of unknown age', undefined, {}, 'updated'],
	])('%s', (_, createdOn, known, event) => {
		expect(eventOf({ id: 7, createdOn } as never, since, known)).toBe(event);
	});

	it('is handed on where the trigger waits for it', () => {
		expect(isWanted('createdOrUpdated', 'created')).toBe(true);
		expect(isWanted('created', 'updated')).toBe(false);
		expect(isWanted('updated', 'updated')).toBe(true);
	});
});

describe('what finishing a run stores', () => {
	const window = openWindow(
		{
			cursor: at('11:45:00'),
			contactToken: 'token',
			lookbackSeconds: 300,
			pageSize: 500,
			excludeAccountingChanges: false,
		},
		at('12:00:00'),
	);
	const progress: Progress = {
		window,
		drained: true,
		seen: {
			customer: { 1: at('11:41:00'), 2: at('11:58:00') },
			contact_method: { 5: '2020-01-01T00:00:00.0000000Z removed' },
		},
		shown: { 8: at('11:59:00'), 9: '2019-01-01T00:00:00.0000000Z' },
		gone: [],
		notes: ['once', 'once', 'twice'],
	};

	it('moves the cursor to the start and remembers what the next lookback meets again', () => {
		const commit = commitOf(progress, 300);
		expect(commit).toMatchObject({
			cursor_to: at('12:00:00'),
			window: null,
			contact_token: 'token',
		});
		expect(commit.delivered.customer).toEqual({ 2: at('11:58:00') });
		const first = { ...progress, seen: { customer: { 3: at('11:55:00') }, contact_method: {} } };
		expect(commitOf(first, 300).delivered.customer).toEqual({ 3: at('11:55:00') });
		expect(commit.delivered_since.customer).toBe(at('11:55:00'));
	});

	it('keeps a removal in mind whatever its age: the export may repeat it', () => {
		expect(commitOf(progress, 300).delivered.contact_method).toEqual({
			...progress.seen.contact_method,
			8: at('11:59:00'),
		});
	});

	it('keeps every contact method that was handed on in mind while the window is open', () => {
		const commit = commitOf({ ...progress, drained: false }, 300);
		expect(Object.keys(commit.delivered.contact_method)).toEqual(['5', '8', '9']);
		expect(commit.delivered_since.contact_method).toBeNull();
	});

	it('says each note once', () => {
		expect(commitOf(progress, 300).note).toBe('once twice');
		expect(commitOf({ ...progress, notes: [] }, 300).note).toBeNull();
	});

	it('leaves cursor and token while the window is open, and keeps the window', () => {
		const commit = commitOf({ ...progress, drained: false }, 300);
		expect(commit).toMatchObject({ cursor_to: null, contact_token: null, window });
		expect(commit.delivered.customer).toEqual(progress.seen.customer);
	});

	it.each<[story: string, heldFrom: string | null | undefined, token: string | null]>([
		['where it came to', undefined, 'token'],
		['where a customer was missing whose phone had changed', 'earlier', 'earlier'],
		['its beginning, where it was missing from there', null, null],
	])('begins the contact stream of the next run %s', (_, heldFrom, token) => {
		const held = { ...progress, window: { ...window, heldFrom } };
		expect(commitOf(held, 300).contact_token).toBe(token);
	});

	it('has no token where the contact stream was not read', () => {
		const begun = { ...window, contactFrom: null };
		expect(commitOf({ ...progress, window: begun }, 300).contact_token).toBeNull();
	});

	it("notes ServiceTitan's clock together with the cursor, and neither while the window is open", () => {
		const clock = { ahead_seconds: -600, repeated_until: at('12:10:00') };
		const seen = { ...progress, window: { ...window, clock } };
		expect(commitOf({ ...seen, drained: true }, 300).clock).toEqual(clock);
		expect(commitOf({ ...seen, drained: false }, 300).clock).toBeNull();
	});

	it('remembers nothing where nothing was read', () => {
		expect(commitOf({ ...progress, seen: nothingDelivered(), shown: {} }, 300).delivered).toEqual(
			nothingDelivered(),
		);
	});
});
