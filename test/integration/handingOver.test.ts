import type { INodeExecutionData } from 'n8n-workflow';

import { startWorld, WORKSPACE, type World } from '../support/world/world';

describe('handing customers over from the trigger to the upsert', () => {
	let world: World;
	let items: INodeExecutionData[];
	let before: unknown;

	const cursor = async () => (await world.state()).cursor;
	const lastRun = async () => {
		const [run] = await world.database.sql`
			select * from servicetitan_sync_runs order by started_at desc limit 1`;
		return run;
	};
	/** The lease of the open run is over: its process died, or nobody carried its customers on. */
	const leaseEnds = async () =>
		await world.database.sql`
			update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'`;

	beforeEach(async () => {
		world = await startWorld();
		await world.poll();
		world.pass(60);
		for (let number = 1; number <= 20; number++) {
			world.serviceTitan.addCustomer({
				name: `Person ${number}`,
				contacts: [{ type: 'Email', value: `person${number}@example.com` }],
			});
		}
		world.pass(15);
		before = await cursor();
		items = await world.poll();
		expect(items).toHaveLength(20);
	});
	afterEach(async () => await world.end());

	it('a loop that delivers in parts moves the cursor with the last part only', async () => {
		const first = await world.upsert(items.slice(0, 12));
		expect(first.summary).toMatchObject({ status: 'waiting', remaining: 8, created: 12 });
		expect(await cursor()).toEqual(before);

		const second = await world.upsert(items.slice(12));
		expect(second.summary).toMatchObject({ status: 'completed', fetched: 20, created: 20 });
		expect(await cursor()).not.toEqual(before);
	});

	it('a filter that drops some leaves the cursor, says so, and the next run brings them', async () => {
		await world.upsert(items.slice(5));
		expect(await cursor()).toEqual(before);
		await leaseEnds();

		const again = await world.poll();
		expect(again).toHaveLength(20);
		const [dead] = await world.database.sql`
			select status, failure, remaining from servicetitan_sync_runs where status = 'failed'`;
		expect(dead).toMatchObject({ remaining: 5 });
		expect(dead?.failure).toMatch(/handed out 20 .*5 never written.*filter/i);
		expect((await world.upsert(again)).summary).toMatchObject({ created: 5, unchanged: 15 });
	});

	it('a second start while the customers are on their way hands out nothing', async () => {
		expect(await world.poll()).toEqual([]);
		await expect(world.sync('runIncrementalSync')).rejects.toMatchObject({
			message: expect.stringContaining('is going on since'),
			httpCode: '409',
		});
		expect((await world.upsert(items)).summary).toMatchObject({ created: 20 });
	});

	it('customers left out on purpose by Write When are counted as skipped and end the run', async () => {
		const { summary } = await world.upsert(items, { options: { writeWhen: false } });
		expect(summary).toMatchObject({ status: 'completed', fetched: 20, skipped: 20, created: 0 });
		expect(await world.contacts()).toEqual([]);
		expect(await cursor()).not.toEqual(before);
	});

	it('Finish Run closes a run on purpose, its unwritten customers counted as left out', async () => {
		await world.upsert(items.slice(0, 5), { options: { finishRun: 'never' } });
		const [summary] = await world.sync('finishRun', { runId: '' });
		expect(summary).toMatchObject({ status: 'completed', created: 5, skipped: 15 });
		expect(await cursor()).not.toEqual(before);
	});

	it('a zombie, whose run was taken over, writes neither contacts nor its end', async () => {
		await leaseEnds();
		const again = await world.poll();
		await expect(world.upsert(items)).rejects.toThrow(/no longer the current one/);
		expect(await world.contacts()).toEqual([]);
		expect((await world.upsert(again)).summary).toMatchObject({ created: 20 });
	});

	it('the execution may come after the lease, as long as nobody took over', async () => {
		await leaseEnds();
		expect((await world.upsert(items)).summary).toMatchObject({ created: 20 });
	});

	it('a user who moves the cursor in mid-run wins', async () => {
		const wanted = '2026-01-01 00:00:00+00';
		await world.database.sql`
			update servicetitan_sync_state set last_modified_cursor = ${wanted}`;
		const { summary } = await world.upsert(items);
		expect(summary.message).toMatch(/set the cursor/);
		expect(await cursor()).toBe(wanted);
	});

	it('a second trigger on the workspace is refused and told which one was first', async () => {
		await world.upsert(items);
		const second = world.poll({ nodeId: 'other', workflowId: 'w2', workflowName: 'Copy' });
		await expect(second).rejects.toMatchObject({
			message: expect.stringContaining('"Watch Customers" of the workflow "Contact sync"'),
		});
		await world.sync('releaseRun', { takeOver: true, reason: 'imported again' });
		expect(await world.poll({ nodeId: 'other', workflowId: 'w2' })).toEqual([]);
	});

	it('a failed execution is recorded by Fail Run, and the next run starts at once', async () => {
		await world.sync('failRun', {
			workflowId: 'w1',
			startedAt: new Date().toISOString(),
			failure: 'The execution was cancelled manually',
		});
		expect(await lastRun()).toMatchObject({
			status: 'failed',
			failure: expect.stringContaining('time limit or by a person'),
		});
		expect(await world.poll()).toHaveLength(20);
	});

	it('Fail Run of an old execution never touches a later run', async () => {
		const [answer] = await world.sync('failRun', {
			workflowId: 'w1',
			startedAt: new Date(Date.now() - 3_600_000).toISOString(),
			failure: 'old',
		});
		expect(answer).toMatchObject({ outcome: 'nothing_open' });
		expect((await world.upsert(items)).summary).toMatchObject({ created: 20 });
	});

	it('a user who sets sync_status to idle lets the next start take over', async () => {
		await world.database.sql`update servicetitan_sync_state set sync_status = 'idle'`;
		expect(await world.poll()).toHaveLength(20);
		expect(await world.state()).toMatchObject({ sync_status: 'running', workspace_id: WORKSPACE });
	});

	it('a manual test shows a sample, moves nothing, and its upsert writes nothing', async () => {
		await world.upsert(items);
		const state = await world.state();
		const rows = await world.contacts();
		const sample = await world.poll({ mode: 'manual' });
		expect(sample[0]?.json.sync).toMatchObject({ sample: true, workspaceId: WORKSPACE });
		const { summary } = await world.upsert(sample);
		expect(summary).toMatchObject({ status: 'dryRun' });
		expect(await world.contacts()).toEqual(rows);
		expect(await world.state()).toEqual(state);
	});
});
