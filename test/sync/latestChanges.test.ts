import { LatestChanges } from '../../sync/latestChanges';
import type { Change } from '../../sync/readChanges';

const change = (id: number, more: Partial<Change> = {}): Change => ({
	customer: { id } as never,
	contacts: [],
	readAt: undefined,
	event: 'updated',
	retry: false,
	...more,
});

it('hands each customer out once, with the newest snapshot, in the order of the newest', () => {
	const changes = new LatestChanges();
	const newer = change(1, { readAt: '2026-03-02T12:00:01.0000000Z' });
	changes.add([change(1), change(2)]);
	changes.add([newer]);
	expect(changes.all()).toEqual([change(2), newer]);
	expect(changes.size).toBe(2);
});

it('keeps what made the older copy worth handing on', () => {
	const changes = new LatestChanges();
	changes.add([change(1, { event: 'created', retry: true })]);
	changes.add([change(1)]);
	expect(changes.all()).toEqual([change(1, { event: 'created', retry: true })]);
});
