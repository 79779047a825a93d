import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Workflow, WorkflowNode } from '../../demo/n8n/workflow';
import { root } from '../../demo/stage/root';
import { Undo } from '../../demo/stage/undo';
import { openWebhookSink, type WebhookSink } from '../n8n/support/webhookSink';
import { answerOfServiceTitan, type Hold } from './support/holds';
import {
	correctSecret,
	isClosed,
	openTenant,
	provisionTenants,
	type ManyTenant,
} from './support/manyTenants';
import { startRedis } from './support/redis';
import { KillScene } from './support/scene';
import { until } from './support/until';
import { Worker } from './support/worker';

const minutes = 60_000;
const TENANTS = 50;
/** Its secret is mistyped. */
const FAILING = 7;
/** ServiceTitan answers it last of all. */
const SLOW = 8;
/** Of each worker; there are two. */
const CONCURRENCY = 5;
const dispatcherId = 'manyWorkspaces01';

const undo = new Undo();
let scene: KillScene;
let workers: Worker[];
let alerts: WebhookSink;
let tenants: ManyTenant[];

const open = () => tenants.filter((tenant) => !isClosed(tenant));
const tenantOf = (number: number): ManyTenant => {
	const found = tenants.find((tenant) => tenant.number === number);
	if (!found) throw new Error(`There is no tenant ${number}`);
	return found;
};

/** The file, with its credential and its alert address chosen, and a new execution every three seconds. */
function dispatcher(): Workflow & { id: string } {
	const file = join(root, 'workflows', 'servicetitan-many-workspaces.json');
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	const { supabaseSyncApi } = scene.packaged.credentials;
	const changed = (node: WorkflowNode): WorkflowNode => {
		const text = JSON.stringify(node)
			.replace('"* * * * *"', '"*/3 * * * * *"')
			.replace('Paste the address of your Slack webhook here', alerts.url);
		const copy = JSON.parse(text) as WorkflowNode;
		return node.type.endsWith('.serviceTitanSync') && supabaseSyncApi
			? { ...copy, credentials: { supabaseSyncApi } }
			: copy;
	};
	return { ...workflow, id: dispatcherId, nodes: workflow.nodes.map(changed) };
}

interface Run {
	workspace_id: string;
	status: string;
	failure: string | null;
	finished_at: Date | null;
}

const runsSince = (began: Date): Promise<Run[]> => scene.sql<Run[]>`
	select workspace_id, status, failure, finished_at from servicetitan_sync_runs
	where started_at >= ${began} order by started_at`;

/** How many of the runs are each workspace's. */
const countsOf = (runs: Run[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const { workspace_id } of runs) counts[workspace_id] = (counts[workspace_id] ?? 0) + 1;
	return counts;
};

const onceEach = (some: ManyTenant[]): Record<string, number> =>
	Object.fromEntries(some.map(({ workspaceId }) => [workspaceId, 1]));

/** A quarter of an hour has passed for these, in the only place where it counts. */
async function passInterval(some: ManyTenant[]): Promise<void> {
	const ids = some.map(({ workspaceId }) => workspaceId);
	await scene.sql.begin(async (sql) => {
		await sql`update servicetitan_sync_runs set started_at = started_at - interval '16 minutes'
			where workspace_id in ${sql(ids)}`;
		await sql`update servicetitan_sync_state set dispatched_at = dispatched_at - interval '16 minutes'
			where workspace_id in ${sql(ids)}`;
	});
}

/** Waits until so many further executions have begun, each of which looked for somebody whose turn it is. */
async function looksAgain(times: number): Promise<void> {
	const begun = () => workers.reduce((sum, { executions }) => sum + executions, 0);
	const before = begun();
	await until(`${times} more executions`, () => begun() >= before + times);
}

const ended = async (began: Date, some: ManyTenant[]): Promise<boolean> => {
	const runs = (await runsSince(began)).filter(({ finished_at }) => finished_at !== null);
	return some.every(({ workspaceId }) => runs.some((run) => run.workspace_id === workspaceId));
};

beforeAll(async () => {
	const redis = await startRedis();
	undo.later(() => redis.stop());
	alerts = await openWebhookSink();
	undo.later(() => alerts.close());
	scene = await KillScene.open({
		n8nEnvironment: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
		},
	});
	undo.later(() => scene.close());
	tenants = Array.from({ length: TENANTS }, (_, index) => openTenant(scene, index + 1));
	await provisionTenants(scene, tenants, FAILING);
	workers = [];
	for (const name of ['worker-1', 'worker-2']) {
		const worker = await Worker.start(scene.packaged.place, name, CONCURRENCY);
		undo.later(() => worker.stop());
		workers.push(worker);
	}
}, 20 * minutes);

afterAll(() => undo.all(), 3 * minutes);

describe(`${TENANTS} workspaces, one workflow that gives out turns, two workers`, () => {
	/** Those that waited longest have the highest numbers. */
	const waited = (): Promise<unknown> => scene.sql`
		insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, started_at, finished_at)
		select gen_random_uuid(), 'workspace-' || n, 'incremental', 'sync', 'completed',
			now() - make_interval(hours => 1, mins => n), now() - make_interval(hours => 1, mins => n)
		from generate_series(1, ${TENANTS}::int) as n`;

	let hold: Hold;

	it(
		'runs each that is open, longest waiting first, while one of them hangs and one fails',
		async () => {
			await waited();
			hold = await answerOfServiceTitan(({ path }) =>
				path.includes(`/${tenantOf(SLOW).tenantId}/`),
			)(scene);
			const began = new Date();
			await scene.publish(dispatcher());
			const others = open().filter(({ number }) => number !== SLOW);
			await until('all the others', () => ended(began, others));
			const [slow] = (await runsSince(began)).filter(
				({ workspace_id }) => workspace_id === tenantOf(SLOW).workspaceId,
			);
			expect(slow).toMatchObject({ status: 'running' });

			const given = await scene.sql<Array<{ workspace_id: string }>>`
				select workspace_id from servicetitan_sync_state where dispatched_at is not null order by dispatched_at`;
			const order = given.map(({ workspace_id }) => workspace_id);
			const wanted = open()
				.map(({ workspaceId }) => workspaceId)
				.reverse();
			expect([...order].sort()).toEqual([...wanted].sort());
			// Only those that were given out at the same moment may have changed places.
			const moved = order.map((id, place) => Math.abs(place - wanted.indexOf(id)));
			expect(Math.max(...moved)).toBeLessThan(2 * CONCURRENCY);

			await hold.release();
			await until('the slow one', () => ended(began, open()));
			await looksAgain(3);
			expect(countsOf(await runsSince(began))).toEqual(onceEach(open()));
			for (const { executions } of workers) expect(executions).toBeGreaterThan(0);
		},
		6 * minutes,
	);

	it('says of the one that fails why, once', async () => {
		const { workspaceId } = tenantOf(FAILING);
		const [state] = await scene.sql`
			select sync_status, last_error from servicetitan_sync_state where workspace_id = ${workspaceId}`;
		expect(state).toMatchObject({
			sync_status: 'failed',
			last_error: expect.stringMatching(/Client Secret/),
		});
		expect(await alerts.heard(`workspace ${workspaceId}`)).toMatch(/Client Secret/);
	});

	it(
		'a quarter of an hour later each has its next turn, and every customer is where it belongs',
		async () => {
			for (const { number, business } of tenants)
				for (const nth of [1, 2])
					business.addCustomer({
						name: `Number${nth}, Business${number}`,
						contacts: [{ type: 'Email', value: `c${nth}@business${number}.example.com` }],
					});
			await scene.forgetCalls();
			const began = new Date();
			await passInterval(open());
			await until('the second round', () => ended(began, open()));
			await looksAgain(3);
			const runs = await runsSince(began);
			expect(countsOf(runs)).toEqual(onceEach(open()));
			await tell(began, runs);
			const contacts = await scene.sql`
				select workspace_id, firstname, lastname, email from contacts`;
			const expected = open()
				.filter(({ number }) => number !== FAILING)
				.flatMap(({ number, workspaceId }) =>
					[1, 2].map((nth) => ({
						workspace_id: workspaceId,
						firstname: `Business${number}`,
						lastname: `Number${nth}`,
						email: `c${nth}@business${number}.example.com`,
					})),
				);
			expect([...contacts].sort(byEmail)).toEqual(expected.sort(byEmail));
		},
		6 * minutes,
	);

	it(
		'tells that it is over once the secret is right, and told of nothing else',
		async () => {
			const failing = tenantOf(FAILING);
			await correctSecret(scene, failing);
			const began = new Date();
			await passInterval([failing]);
			await until('a good run', () => ended(began, [failing]));
			const over = `over: workspace ${failing.workspaceId} has had a good run again.`;
			await alerts.heard(over);
			expect(alerts.texts).toHaveLength(2);
			expect((await runsSince(began)).map(({ status }) => status)).toEqual(['completed']);
		},
		3 * minutes,
	);
});

const byEmail = (a: { email?: string }, b: { email?: string }): number =>
	(a.email ?? '') < (b.email ?? '') ? -1 : 1;

/** What docs/scaling.md says was measured. */
async function tell(began: Date, runs: Run[]): Promise<void> {
	const last = Math.max(...runs.map(({ finished_at }) => finished_at?.getTime() ?? 0));
	const calls = await scene.supabase.calls();
	const spent = calls.reduce((sum, { ms }) => sum + ms, 0);
	const inSeconds = (ms: number) => (ms / 1000).toFixed(1);
	process.stderr.write(
		`${runs.length} workspaces had their turn within ${inSeconds(last - began.getTime())} s, by ${calls.length} calls of Supabase that took ${inSeconds(spent)} s together.\n`,
	);
}
