import { startWorld, WORKSPACE, type World } from '../support/world/world';

const FIFTY = 50;
const fifty = <Out>(each: () => Promise<Out>): Promise<Array<PromiseSettledResult<Out>>> =>
	Promise.allSettled(Array.from({ length: FIFTY }, each));

const reasonsOf = <Out>(results: Array<PromiseSettledResult<Out>>) =>
	results
		.filter((result) => result.status === 'rejected')
		.map(({ reason }) => reason as { httpCode?: string; message: string; description?: string });

describe('50 starts at once, through the nodes', () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld();
		await world.sync('runIncrementalSync');
	});
	afterAll(async () => await world.end());

	const changeSomebody = (round: number): void => {
		world.pass(60);
		world.serviceTitan.addCustomer({
			name: `Person ${round}`,
			contacts: [{ type: 'Email', value: `person${round}@example.com` }],
		});
		world.pass(15);
	};

	const everything = async (): Promise<unknown> => {
		const { sql } = world.database;
		return [
			await sql`select * from contacts order by crm_id`,
			await sql`select * from servicetitan_sync_runs order by run_id`,
			await sql`select * from servicetitan_sync_state`,
			await sql`select * from servicetitan_sync_handed_out order by run_id, crm_id`,
		].map((rows) => [...rows]);
	};

	it('of the Trigger: one hands the customers out, the others hand out nothing', async () => {
		for (let round = 1; round <= 5; round += 1) {
			changeSomebody(round);
			const polls = await fifty(async () => await world.poll());
			const handed = polls.flatMap((poll) => (poll.status === 'fulfilled' ? poll.value : []));
			expect([round, handed.length]).toEqual([round, 1]);
			const before = await everything();
			expect(await world.poll().catch(() => [])).toEqual([]);
			expect(await everything()).toEqual(before);
			await world.upsert(handed);
			expect(await world.contacts()).toHaveLength(round);
		}
	});

	it('of ServiceTitan Sync while a run is open: each answers 409 with who runs since when, and nothing is written', async () => {
		changeSomebody(6);
		const handed = await world.poll();
		expect(handed).toHaveLength(1);
		const before = await everything();
		const [open] = await world.database.sql`
			select to_char(run_started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') as since from servicetitan_sync_state`;
		const results = await fifty(async () => await world.sync('runIncrementalSync'));
		const reasons = reasonsOf(results);
		expect(reasons).toHaveLength(FIFTY);
		for (const { httpCode, message, description } of reasons) {
			expect(httpCode).toBe('409');
			expect(message).toBe(
				`A run of the workspace ${WORKSPACE} is going on since ${String(open?.since)}`,
			);
			expect(description).toContain('"Watch Customers"');
		}
		expect(await everything()).toEqual(before);
		expect((await world.upsert(handed)).summary).toMatchObject({ created: 1 });
	});
});
