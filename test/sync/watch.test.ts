import { instantOfMillis } from '../../core/instant';
import { watch, type WatchRequest } from '../../sync/watch';
import { serviceTitanAlone } from '../support/world/serviceTitanAlone';

/** A trigger that keeps its progress in its workflow: what n8n saves after each poll is what the next one gets. */
async function polling() {
	const world = await serviceTitanAlone();
	let saved: unknown;
	const poll = async (more: Partial<WatchRequest> = {}) => {
		const { changes, next } = await watch(world.connection, {
			saved,
			triggerOn: 'createdOrUpdated',
			includeContacts: true,
			maxCustomers: 5000,
			hasTime: () => true,
			now: instantOfMillis(world.clock.now()),
			lookbackSeconds: 300,
			pageSize: 50,
			excludeAccountingChanges: false,
			...more,
		});
		if (next) saved = JSON.parse(JSON.stringify(next));
		return changes.map(({ customer }) => customer.id);
	};
	expect(await poll()).toEqual([]);
	world.pass(30);
	const people = (count: number, more: object = {}): number[] =>
		Array.from(
			{ length: count },
			(_, index) => world.simulator.addCustomer({ name: `P ${index}`, ...more }).id,
		);
	return { world, poll, people, progress: () => saved as Record<string, unknown> };
}

describe('a trigger that remembers in its workflow', () => {
	it('hands on what changed since its last poll, once', async () => {
		const { world, poll, people } = await polling();
		const ids = people(3);
		world.pass(1);
		expect(await poll()).toEqual(ids);
		world.pass(1);
		expect(await poll()).toEqual([]);
		world.pass(1);
		world.simulator.editCustomer(ids[1] ?? 0, { name: 'Edited' });
		world.pass(1);
		expect(await poll()).toEqual([ids[1]]);
	});

	it('keeps its cursor while a window is open, and moves it when that is drained', async () => {
		const { world, poll, people, progress } = await polling();
		await poll();
		const { cursor, contactToken } = progress();
		const ids = people(170);
		world.pass(15);
		const first = await poll({ maxCustomers: 60 });
		expect(first).toEqual(ids.slice(0, 100));
		expect(progress()).toMatchObject({ cursor, contactToken, window: { page: 3 } });
		world.pass(15);
		expect(await poll()).toEqual(ids.slice(100));
		expect(progress().window).toBeNull();
		expect(String(progress().cursor) > String(cursor)).toBe(true);
	});

	it('stops after a page when the time is up', async () => {
		const { world, poll, people } = await polling();
		const ids = people(170);
		world.pass(15);
		expect(await poll({ hasTime: () => false })).toEqual(ids.slice(0, 50));
	});

	it('hands on only what it waits for, and forgets nothing of the others', async () => {
		const { world, poll, people } = await polling();
		const [old] = people(1);
		world.pass(15);
		expect(await poll({ triggerOn: 'updated' })).toEqual([]);
		world.pass(1);
		world.simulator.editCustomer(old ?? 0, { name: 'Edited' });
		const [made] = people(1);
		world.pass(1);
		expect(await poll({ triggerOn: 'updated' })).toEqual([old]);
		world.pass(1);
		expect(await poll({ triggerOn: 'created' })).toEqual([]);
		expect(made).toBeDefined();
	});

	it('brings a phone that changed, and its removal, once each', async () => {
		const { world, poll, people } = await polling();
		const [id] = people(1, { contacts: [{ type: 'Phone', value: '512-555-0100' }] });
		world.pass(30);
		expect(await poll()).toEqual([id]);
		world.pass(30);
		const [phone] = world.simulator.contactsOf(id ?? 0);
		world.simulator.editContact(phone?.id ?? 0, { value: '512-555-0199' });
		world.pass(1);
		expect(await poll()).toEqual([id]);
		expect(await poll()).toEqual([]);
		world.simulator.removeContact(phone?.id ?? 0);
		world.pass(1);
		expect(await poll()).toEqual([id]);
		world.pass(5);
		expect(await poll()).toEqual([]);
	});

	it('goes on in the stream of contact methods where it was', async () => {
		const { world, poll, progress } = await polling();
		await poll();
		const { contactToken } = progress();
		expect(contactToken).toEqual(expect.any(String));
		world.simulator.log.clear();
		await poll();
		expect(world.simulator.log.to(/export/)[0]?.query.from).toBe(contactToken);
	});

	it('forgets versions that no window can meet again', async () => {
		const { world, poll, people, progress } = await polling();
		people(5, { contacts: [{ type: 'Phone', value: '512-555-0100' }] });
		world.pass(1);
		await poll();
		const { delivered } = progress() as { delivered: Record<string, object> };
		expect(Object.keys(delivered.customer ?? {})).toHaveLength(5);
		expect(Object.keys(delivered.contact_method ?? {})).toHaveLength(5);
		world.pass(120);
		await poll();
		world.pass(120);
		await poll();
		expect(progress().delivered).toEqual({ customer: {}, contact_method: {} });
	});

	it('remembers when it read last, also in polls that read nothing', async () => {
		const { world, poll, people, progress } = await polling();
		people(1);
		world.pass(1);
		await poll();
		const { newestReadAt, clock } = progress();
		expect(newestReadAt).toMatch(/^2026-03-02T/);
		expect(clock).toBeDefined();
		world.pass(1);
		await poll();
		expect(progress()).toMatchObject({ newestReadAt });
	});

	it('takes null for a first poll', async () => {
		const { world, people } = await polling();
		people(1);
		const { changes, next } = await watch(world.connection, {
			saved: null,
			triggerOn: 'createdOrUpdated',
			includeContacts: true,
			maxCustomers: 5000,
			hasTime: () => true,
			now: instantOfMillis(world.clock.now()),
			lookbackSeconds: 300,
			pageSize: 50,
			excludeAccountingChanges: false,
		});
		expect(changes).toEqual([]);
		expect(next).toMatchObject({ version: 1, cursor: expect.stringMatching(/^2026-03-02/) });
	});
});
