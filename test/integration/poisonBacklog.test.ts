import type { IDataObject } from 'n8n-workflow';

import { startWorld, WORKSPACE, type World } from '../support/world/world';
import { idsOf } from '../support/world/changes';

const COUNT = 30_000;

const customer = (id: number, name = `Person ${id}`) => ({
	json: {
		id,
		name,
		type: 'Residential',
		modifiedOn: '2026-03-01T10:00:00Z',
		contacts: [{ id, type: 'Email', value: `person${id}@example.com` }],
	} as unknown as IDataObject,
});
const everybody = (name?: string) =>
	Array.from({ length: COUNT }, (_, index) => customer(index + 1, name));

describe('30,000 customers whose rows the database refuses', () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld();
	});
	afterAll(async () => await world.end());
	beforeEach(async () => {
		await world.database.sql`
			alter table contacts add constraint no_poison check (lastname is distinct from 'Poison')`;
	});
	afterEach(async () => {
		await world.database.sql`alter table contacts drop constraint no_poison`;
		await world.database.sql`truncate contacts, servicetitan_sync_failures`;
	});

	const upsert = async (items: Array<{ json: IDataObject }>) =>
		await world.upsert(items, { workspaceId: WORKSPACE });
	const failures = async () =>
		await world.database
			.sql`select crm_id, reason, status, attempts from servicetitan_sync_failures`;

	it('one of them: it fails alone, at its place, and costs no further call', async () => {
		const items = everybody();
		items[17_345] = customer(17_346, 'Poison, Pat');
		await world.database.clearCalls();
		const { contacts, summary } = await upsert(items);
		expect(summary).toMatchObject({ fetched: COUNT, created: COUNT - 1, failed: 1 });
		expect(summary.failedRows).toEqual([
			{ crm_id: '17346', reason: expect.stringContaining('no_poison') },
		]);
		expect(contacts[17_345]).toMatchObject({ outcome: 'failed', crmId: '17346' });
		expect(await world.database.calls()).toHaveLength(30);
		expect(await failures()).toHaveLength(1);
	}, 240_000);

	it('all of them: not a call more, and every one kept with its reason', async () => {
		const items = everybody('Poison, Pat');
		await world.database.clearCalls();
		const { contacts, summary } = await upsert(items);
		expect(await world.database.calls()).toHaveLength(30);
		expect(summary).toMatchObject({
			status: 'completed_with_failures',
			fetched: COUNT,
			failed: COUNT,
			created: 0,
		});
		expect(summary.failedRows).toHaveLength(20);
		expect(contacts).toHaveLength(COUNT);
		const kept = await failures();
		expect(kept).toHaveLength(COUNT);
		expect(kept.every(({ attempts, status }) => attempts === 1 && status === 'open')).toBe(true);
	}, 240_000);
});

describe('customers that failed are tried again', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.poll();
		world.pass(60);
	});
	afterEach(async () => await world.end());

	/** Customers of ServiceTitan that have failed before, the first of them first. */
	async function failedBefore(count: number): Promise<number[]> {
		const ids = Array.from(
			{ length: count },
			(_, number) =>
				world.serviceTitan.addCustomer({
					name: `Person ${number}`,
					contacts: [{ type: 'Email', value: `person${number}@example.com` }],
				}).id,
		);
		// They were handed out by a run long ago.
		await world.poll();
		await world.sync('finishRun', { runId: '' });
		await world.database.sql`
			insert into servicetitan_sync_failures (workspace_id, crm_id, reason, first_failed_at, next_attempt_at)
			select ${WORKSPACE}, id, 'too long', now() - interval '1 day', now() - interval '1 hour'
			from unnest(${ids.map(String)}::text[]) as id`;
		world.pass(60);
		return ids;
	}
	const open = async () =>
		await world.database.sql<Array<{ crm_id: string; attempts: number; minutes: number }>>`
			select crm_id, attempts, round(extract(epoch from next_attempt_at - now()) / 60)::int as minutes
			from servicetitan_sync_failures where status = 'open' order by crm_id::bigint`;

	it('500 a run, every one of them in the end, and each heals by itself', async () => {
		const ids = await failedBefore(1200);
		const handedOut: number[][] = [];
		for (let run = 0; run < 3; run++) {
			const items = await world.poll();
			handedOut.push(idsOf(items));
			await world.upsert(items);
			world.pass(15);
		}
		expect(handedOut.map(({ length }) => length)).toEqual([500, 500, 200]);
		expect(new Set(handedOut.flat())).toEqual(new Set(ids));
		expect(await open()).toEqual([]);
		expect(await world.contacts()).toHaveLength(1200);
		expect(await world.poll()).toEqual([]);
	}, 120_000);

	it('ever later while they go on failing, and a customer that ServiceTitan deleted no more', async () => {
		await world.database.sql`
			alter table contacts add constraint nobody check (firstname is distinct from 'Person')`;
		const [first = 0, second = 0] = await failedBefore(2);
		world.serviceTitan.deleteCustomer(second);
		const waits: unknown[] = [];
		for (let run = 0; run < 8; run++) {
			await world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;
			const items = await world.poll();
			expect(idsOf(items)).toEqual([first]);
			await world.upsert(items);
			waits.push((await open()).map(({ minutes }) => minutes));
			world.pass(15);
		}
		const hours24 = 24 * 60;
		expect(waits).toEqual([30, 60, 120, 240, 480, 960, hours24, hours24].map((wait) => [wait]));
		const gone = await world.database.sql`
			select crm_id from servicetitan_sync_failures where status = 'gone'`;
		expect([...gone]).toEqual([{ crm_id: String(second) }]);
	});

	it('the one that waited longest first: nobody starves behind others that fail for ever', async () => {
		await world.database.sql`
			alter table contacts add constraint nobody check (firstname is distinct from 'Person')`;
		const ids = await failedBefore(600);
		const last = ids.slice(500);
		const first = await world.poll();
		await world.upsert(first);
		// A day later all are due again; the 100 that had no turn have waited longest.
		await world.database.sql`
			update servicetitan_sync_failures set next_attempt_at = next_attempt_at - interval '1 day'`;
		world.pass(15);
		const second = idsOf(await world.poll());
		const unlucky = ids.filter((id) => !idsOf(first).includes(id));
		expect(unlucky).toHaveLength(last.length);
		expect(second).toEqual(expect.arrayContaining(unlucky));
	}, 120_000);
});
