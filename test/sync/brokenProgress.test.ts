import { instantOfMillis } from '../../core/instant';
import { Refused } from '../../core/sync/refusal';
import { watch, type WatchRequest } from '../../sync/watch';
import { serviceTitanAlone } from '../support/world/serviceTitanAlone';

const request = (saved: unknown, now: number, more: Partial<WatchRequest> = {}): WatchRequest => ({
	saved,
	triggerOn: 'createdOrUpdated',
	includeContacts: true,
	maxCustomers: 5000,
	hasTime: () => true,
	now: instantOfMillis(now),
	lookbackSeconds: 300,
	pageSize: 50,
	excludeAccountingChanges: false,
	...more,
});

/** The progress of a trigger that polled twice. */
async function polledTwice() {
	const world = await serviceTitanAlone({ customers: 5 });
	const poll = async (saved: unknown, more: Partial<WatchRequest> = {}) =>
		await watch(world.connection, request(saved, world.clock.now(), more));
	let { next } = await poll(undefined);
	world.pass(15);
	({ next } = await poll(next));
	world.pass(15);
	const { id } = world.simulator.addCustomer({ name: 'New' });
	world.pass(1);
	world.simulator.log.clear();
	return { world, poll, id, progress: JSON.parse(JSON.stringify(next)) as Record<string, unknown> };
}

type Break = (progress: Record<string, unknown>) => unknown;

describe('progress in the workflow that cannot be read', () => {
	it.each<[story: string, broken: Break]>([
		['a text', () => 'garbage'],
		['an empty text', () => ''],
		['a number', () => 7],
		['no', () => false],
		['a list', () => []],
		['an empty object', () => ({})],
		['of another version', (progress) => ({ ...progress, version: 2 })],
		['a cursor of words', (progress) => ({ ...progress, cursor: 'yesterday' })],
		['an empty cursor', (progress) => ({ ...progress, cursor: '' })],
		['a cursor of milliseconds', (progress) => ({ ...progress, cursor: 1_772_000_000_000 })],
		['infinity for a cursor', (progress) => ({ ...progress, cursor: 'infinity' })],
		['no cursor', ({ cursor: _, ...progress }) => progress],
		['no memory', (progress) => ({ ...progress, delivered: null })],
		['half a memory', (progress) => ({ ...progress, delivered: { customer: {} } })],
		[
			'a memory of numbers',
			(progress) => ({ ...progress, delivered: { customer: { 1: 1 }, contact_method: {} } }),
		],
		['a token that is none', (progress) => ({ ...progress, contactToken: 7 })],
	])('%s: said in words, nothing asked of ServiceTitan', async (_, broken) => {
		const { world, poll, progress } = await polledTwice();
		const refused = poll(broken(progress));
		await expect(refused).rejects.toBeInstanceOf(Refused);
		await expect(refused).rejects.toMatchObject({ code: 'cursor_unreadable' });
		expect(world.simulator.log.entries).toEqual([]);
	});

	it.each(['2099-01-01T00:00:00Z', '9999-12-31T23:59:59.9999999Z'])(
		'a cursor of %s lies in the future: said in words',
		async (cursor) => {
			const { poll, progress } = await polledTwice();
			await expect(poll({ ...progress, cursor })).rejects.toMatchObject({
				code: 'cursor_in_future',
			});
		},
	);

	it.each<[story: string, mended: Break]>([
		['a window of garbage', (progress) => ({ ...progress, window: 'page 7' })],
		['a window of another shape', (progress) => ({ ...progress, window: { page: 7 } })],
		[
			'a window of another cursor',
			(progress) => ({
				...progress,
				window: { version: 1, cursor: '2020-01-01T00:00:00Z', page: 9 },
			}),
		],
		[
			'a token that ServiceTitan does not know',
			(progress) => ({ ...progress, contactToken: 'garbage' }),
		],
		[
			'a cursor without zone',
			(progress) => ({ ...progress, cursor: String(progress.cursor).slice(0, 19) }),
		],
		[
			'a cursor with an offset',
			(progress) => ({ ...progress, cursor: String(progress.cursor).replace('Z', '+00:00') }),
		],
		[
			'a day for a cursor',
			(progress) => ({ ...progress, cursor: String(progress.cursor).slice(0, 10) }),
		],
		[
			'a cursor of the first century',
			(progress) => ({ ...progress, cursor: '0001-01-01T00:00:00Z' }),
		],
		['fields of another program', (progress) => ({ ...progress, more: { deep: [1] } })],
	])('%s does no harm: the change arrives', async (_, mended) => {
		const { poll, id, progress } = await polledTwice();
		const { changes, next } = await poll(mended(progress));
		expect(changes.map(({ customer }) => customer.id)).toContain(id);
		expect(next?.cursor && next.cursor > '2026-03-02T12:30').toBe(true);
	});

	it('begins where it was told, should it have been told', async () => {
		const { poll, id } = await polledTwice();
		const { changes } = await poll('garbage', { startFrom: '2026-03-02T12:20:00.0000000Z' });
		expect(changes.map(({ customer }) => customer.id)).toEqual([id]);
	});
});
