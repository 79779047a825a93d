import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { silentAccount } from '../../demo/account';
import { installedHost } from '../../demo/host/host';
import { startN8n } from '../../demo/n8n/startN8n';
import type { NodeType, Workflow } from '../../demo/n8n/workflow';
import { root } from '../../demo/stage/root';
import type { Stage } from '../../demo/stage/stage';
import { mainDatabase } from '../../demo/supabase/names';
import { until } from '../kills/support/until';
import { alertingWorkflow } from '../n8n/support/alertingWorkflow';
import { parameterProblems } from '../n8n/support/parameterProblems';
import { startTestStage } from '../n8n/support/testStage';
import { openWebhookSink, type WebhookSink } from '../n8n/support/webhookSink';
import { everyOperation, nodeNames } from './support/everyOperation';
import { importInEditor } from './support/importInEditor';
import { watchingAlone } from './support/watcher';

const minutes = 60_000;
const recipe = join(__dirname, 'oldest');
const { dependencies } = JSON.parse(readFileSync(join(recipe, 'package.json'), 'utf8')) as {
	dependencies: { n8n: string };
};
const ours = 'n8n-nodes-servicetitan-sync.';
const customers = 60;

let stage: Stage;
let sink: WebhookSink;
let nodeTypes: NodeType[];
let syncId: string;

beforeAll(async () => {
	const host = await installedHost(silentAccount, recipe);
	sink = await openWebhookSink();
	stage = await startTestStage({ host, customers });
	nodeTypes = await stage.client.nodeTypes();
}, 20 * minutes);

afterAll(async () => {
	sink?.close();
	// The one that was started again is not the one that the stage ends.
	await stage?.n8n.stop();
	await stage?.stop();
}, 2 * minutes);

const contacts = () => stage.sql<Array<{ crm_id: string; lastname: string }>>`
	select crm_id, lastname from contacts order by crm_id::bigint`;

/** One story: what a test leaves is what the next one finds. */
describe(`n8n ${dependencies.n8n}, the oldest that is supported`, () => {
	it('loads four nodes and two credentials, and has nothing to say of them in its log', async () => {
		const all = [
			...nodeTypes,
			...(await stage.client.file<Array<{ name: string }>>('/types/credentials.json')),
		].map(({ name }) => name);
		const wanted = ['serviceTitan', 'serviceTitanSync', 'serviceTitanTrigger'].concat(
			'supabaseContactUpsert',
		);
		expect(all).toEqual(expect.arrayContaining(wanted.map((name) => ours + name)));
		expect(all).toEqual(expect.arrayContaining(['serviceTitanOAuth2Api', 'supabaseSyncApi']));
		const lines = readFileSync(stage.n8n.log, 'utf8').split('\n');
		expect(lines.filter((line) => line.includes('servicetitan'))).toEqual([]);
	});

	it.each(['serviceTitanOAuth2Api', 'supabaseSyncApi'])(
		'finds %s good, and says what is wrong with another one',
		async (type) => {
			const press = (changes = {}) =>
				stage.client.testCredential(stage.credentials[type]?.id ?? '', changes);
			expect(await press()).toMatchObject({ status: 'OK' });
			expect(await press({ clientSecret: 'wrong', secretKey: 'sb_secret_wrong' })).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(/Client Secret|does not accept the key/),
			});
		},
	);

	const folder = join(root, 'workflows');
	it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))(
		'takes %s as its editor imports it, every node of it',
		async (name) => {
			const file = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Workflow;
			const { nodes, connections } = await importInEditor(stage.client, file);
			expect(nodes.map(({ type }) => type)).toEqual(file.nodes.map(({ type }) => type));
			expect(connections).toEqual(file.connections);
			const problems = file.nodes.flatMap((node) => parameterProblems(node, nodeTypes));
			expect(problems).toEqual([]);
		},
	);

	it(
		'runs every operation of ServiceTitan Sync by hand',
		async () => {
			const [customer] = stage.serviceTitan.simulator.customers();
			const { workspaceId, credentials } = stage;
			const customerId = customer?.id ?? 0;
			const workflow = everyOperation(credentials, { workspaceId, customerId });
			const { id } = await importInEditor(stage.client, workflow);
			const { status, data } = await stage.client.runByHand(id, everyOperation.start);
			expect({ status, failure: data.failure }).toEqual({ status: 'success', failure: undefined });
			expect(data.nodes).toEqual(expect.arrayContaining(nodeNames));
			expect(data.output('runInitialSync').at(-1)).toMatchObject({ initialSyncCompleted: true });
			expect(data.output('diagnose').length).toBeGreaterThan(5);
			expect((await contacts()).length).toBeGreaterThan(customers / 2);
		},
		3 * minutes,
	);

	it(
		'polls by the imported workflow, and writes exactly the customer that was changed',
		async () => {
			const file = await alertingWorkflow(stage, { webhookAddress: sink.url });
			const { id, versionId } = await importInEditor(stage.client, file);
			await stage.client.publish(id, versionId);
			syncId = id;
			const [first] = await contacts();
			stage.serviceTitan.simulator.editCustomer(Number(first?.crm_id), { name: 'Oldest, Host' });
			await until('the change', async () => (await contacts())[0]?.lastname === 'Oldest');
			expect(await lastRun()).toMatchObject({ status: 'completed', fetched: 1, updated: 1 });
		},
		3 * minutes,
	);

	it(
		'goes on after a restart, with what changed meanwhile',
		async () => {
			await until('the end of all executions', async () =>
				(await stage.client.executions(syncId)).every(({ stoppedAt }) => stoppedAt !== null),
			);
			await stage.n8n.stop();
			const [first] = await contacts();
			stage.serviceTitan.simulator.editCustomer(Number(first?.crm_id), { name: 'Restart, Host' });
			stage.n8n = await startN8n(stage.place, stage.n8n.log);
			await until('the change', async () => (await contacts())[0]?.lastname === 'Restart');
		},
		3 * minutes,
	);

	it(
		'hands changes out with the progress kept in the workflow, too',
		async () => {
			const { client, credentials, serviceTitan } = stage;
			const { id, versionId } = await importInEditor(client, watchingAlone(credentials, 0));
			await client.publish(id, versionId);
			const [customer] = serviceTitan.simulator.customers();
			serviceTitan.simulator.touch(customer?.id ?? 0);
			await until('the change', async () =>
				(await client.executions(id)).some(({ stoppedAt }) => stoppedAt),
			);
			const [execution] = await client.executions(id);
			const { status, data } = await client.execution(execution?.id ?? '');
			expect([status, data.output('Watch')]).toMatchObject(['success', [{ id: customer?.id }]]);
			await client.unpublish(id);
		},
		2 * minutes,
	);

	it(
		'shows a sample when it is run by hand, and writes none of it',
		async () => {
			const before = await contacts();
			const { status, data } = await stage.client.runByHand(syncId, 'Watch Changed Customers');
			expect({ status, failure: data.failure }).toEqual({ status: 'success', failure: undefined });
			expect(data.output('Watch Changed Customers')).toHaveLength(3);
			expect(data.output('Write Contacts')).toHaveLength(3);
			expect(await contacts()).toEqual(before);
		},
		minutes,
	);

	it(
		'closes the run of an execution that failed, tells of it, and the next poll brings its customer',
		async () => {
			sink.texts.length = 0;
			const path = 'rpc/servicetitan_upsert_contacts';
			await stage.supabase.control.setOutage(mainDatabase, { kind: 'status', status: 403, path });
			const [first] = await contacts();
			stage.serviceTitan.simulator.editCustomer(Number(first?.crm_id), { name: 'Failed, Once' });
			await until('the run as failed', async () => (await lastRun())?.status === 'failed');
			expect(await sink.heard('Supabase')).toMatch(/Supabase/);
			await stage.supabase.control.setOutage(mainDatabase, null);
			await until('the change', async () => (await contacts())[0]?.lastname === 'Failed');
		},
		3 * minutes,
	);

	it(
		'tells of a poll that fails, and why',
		async () => {
			const { faults } = stage.serviceTitan.simulator;
			faults.rate('403', 1, { path: /customers/ });
			const told = async () => {
				const all = await stage.client.executions(syncId);
				const ofErrors = all.filter(({ mode, stoppedAt }) => mode === 'error' && stoppedAt);
				const read = await Promise.all(ofErrors.map(({ id }) => stage.client.execution(id)));
				const said = read.flatMap(({ data }) =>
					data.output<{ failure: string }>('Describe Failure'),
				);
				return said.some(({ failure }) => /ServiceTitan.*scope/i.test(failure));
			};
			await until('what is said of it', told, { patience: minutes });
			faults.clear();
		},
		3 * minutes,
	);

	const lastRun = async () => {
		const [run] = await stage.sql`
			select status, fetched, updated from servicetitan_sync_runs
			where source = 'trigger' order by started_at desc limit 1`;
		return run;
	};
});
