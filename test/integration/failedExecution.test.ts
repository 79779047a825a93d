import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { addPeople, begunWorld, idsOf, leaseEnds, runsOf } from '../support/world/changes';
import type { World } from '../support/world/world';
import { waitFor } from '../support/world/waitFor';

/** As the Error Trigger's item gives them to Fail Run: see n8n's executeErrorWorkflow. */
interface FailedExecution {
	workflowId?: string;
	startedAt: string | number;
	triggerNode?: string;
	failure?: string;
}

describe('Fail Run behind an Error Trigger', () => {
	let world: World;
	let ids: number[];
	let items: INodeExecutionData[];
	beforeEach(async () => {
		world = await begunWorld();
		ids = addPeople(world, 3);
		items = await world.poll();
	});
	afterEach(async () => await world.end());

	const failRun = async ({ startedAt, workflowId = 'w1', ...more }: FailedExecution) =>
		(
			await world.sync('failRun', {
				workflowId,
				startedAt: String(startedAt),
				failure: 'It broke.',
				...more,
			} as IDataObject)
		)[0];
	/** The run that is open was claimed so many seconds ago. */
	const openSince = async (seconds: number) =>
		await world.database.sql`
			update servicetitan_sync_runs set started_at = now() - ${seconds} * interval '1 second'
			where status = 'running'`;
	const ago = (seconds: number) => Date.now() - seconds * 1000;
	const goesOn = async () =>
		expect((await world.upsert(items)).summary).toMatchObject({ status: 'completed', created: 3 });

	it.each<[story: string, startedAt: string | number]>([
		['in milliseconds, as n8n gives it', Date.now()],
		['as a date and time', new Date().toISOString()],
	])('records the run of the execution that failed, its start %s', async (_, startedAt) => {
		await openSince(5);
		expect(await failRun({ startedAt, triggerNode: 'Watch Customers' })).toMatchObject({
			outcome: 'failed',
		});
		const failed = (await runsOf(world)).filter(({ status }) => status === 'failed');
		expect(failed).toEqual([expect.objectContaining({ failure: 'It broke.', remaining: 3 })]);
		expect(idsOf(await world.poll())).toEqual(ids);
	});

	it('leaves a run alone that took over after the execution had begun', async () => {
		await openSince(1200);
		await leaseEnds(world);
		items = await world.poll();
		await openSince(300);
		expect(await failRun({ startedAt: ago(1190), triggerNode: 'Watch Customers' })).toMatchObject({
			outcome: 'nothing_open',
		});
		await goesOn();
	});

	it('leaves a run alone when another lane of the workflow fails meanwhile', async () => {
		await openSince(300);
		const watchdog = { startedAt: ago(10), triggerNode: 'Check Every 15 Minutes' };
		expect(await failRun(watchdog)).toMatchObject({ outcome: 'nothing_open' });
		await goesOn();
	});

	it('leaves a run in one node alone, which records its own failure', async () => {
		await world.upsert(items);
		world.pass(15);
		await world.database.breakApi({ kind: 'delay', ms: 1500, path: 'rpc/servicetitan_finish_run' });
		await world.database.clearCalls();
		const run = world.sync('runIncrementalSync');
		const isFinishing = async () =>
			(await world.database.calls()).some(({ path }) => path.includes('finish_run'));
		await Promise.race([run, waitFor(isFinishing)]);
		await openSince(60);
		expect(await failRun({ startedAt: ago(5) })).toMatchObject({ outcome: 'nothing_open' });
		expect(await run).toEqual([expect.objectContaining({ status: 'completed' })]);
		await world.database.repairApi();
	});

	it.each<[story: string, failed: FailedExecution]>([
		[
			'a poll that failed: it has closed its own run, and n8n names no execution',
			{ startedAt: '' },
		],
		['an execution of another workflow', { startedAt: Date.now(), workflowId: 'w2' }],
		['an execution of a workflow without a name', { startedAt: Date.now(), workflowId: '' }],
		['a start that is no time', { startedAt: 'this morning' }],
		[
			'an execution from long before the run, by a clock that is 10 minutes behind',
			{ startedAt: ago(1800 + 600) },
		],
		[
			'an execution from long before the run, by a clock that is 10 minutes ahead',
			{ startedAt: ago(1800 - 600) },
		],
	])('leaves a run alone: %s', async (_, failed) => {
		expect(await failRun(failed)).toMatchObject({ outcome: 'nothing_open' });
		await goesOn();
	});

	it('goes by ages: the run is older than the execution by the database’s clock, whatever n8n’s says', async () => {
		await world.database.sql`
			update servicetitan_sync_runs set started_at = started_at - interval '20 seconds' where status = 'running'`;
		expect(await failRun({ startedAt: ago(15), triggerNode: 'Watch Customers' })).toMatchObject({
			outcome: 'failed',
		});
	});

	it('twice for the same execution: the second finds nothing open', async () => {
		await openSince(5);
		const failed = { startedAt: Date.now(), triggerNode: 'Watch Customers' };
		await failRun(failed);
		expect(await failRun(failed)).toMatchObject({ outcome: 'nothing_open' });
	});
});
