import { join } from 'node:path';

import { placeWorkflow } from '../../demo/stage/placeWorkflow';
import { root } from '../../demo/stage/root';
import type { Stage } from '../../demo/stage/stage';
import { mainDatabase } from '../../demo/supabase/names';
import { Endpoints, type Answered } from './support/endpoints';
import { startTestStage } from './support/testStage';

const minutes = 60_000;
const workspace_id = '45963';

let stage: Stage;
let endpoints: Endpoints;
/** What n8n said to publishing it without a credential for callers. */
let unguarded: string;
const answers: Answered[] = [];

beforeAll(async () => {
	stage = await startTestStage({ customers: 20 });
	const file = join(root, 'workflows', 'servicetitan-sync-endpoints.json');
	unguarded = await placeWorkflow(stage, { file, id: 'unguardedTest001' }).then(
		() => 'published',
		(refused: Error) => refused.message,
	);
	endpoints = await Endpoints.publish(stage);
	// The first run only notes where to begin.
	await post('trigger', { workspace_id });
}, 10 * minutes);

afterAll(() => stage?.stop());

async function post(path: string, body: unknown): Promise<Answered> {
	const answer = await endpoints.post(path, body);
	answers.push(answer);
	return answer;
}

async function get(path: string): Promise<Answered> {
	const answer = await endpoints.get(path);
	answers.push(answer);
	return answer;
}

const anyCustomer = () => {
	const found = stage.serviceTitan.simulator.customers().find(({ active }) => active);
	if (!found) throw new Error('There is no customer.');
	return found;
};
const words = { error: expect.any(String), description: expect.any(String) };

describe('a caller without the header', () => {
	it.each<[string, Record<string, string>]>([
		['none', {}],
		['a wrong one', { 'X-Api-Key': 'guessed' }],
	])('%s is turned away by n8n', async (_story, headers) => {
		const before = stage.serviceTitan.simulator.log.count;
		expect((await endpoints.post('trigger', { workspace_id }, headers)).code).toBe(403);
		for (const path of ['status', 'customer?customer_id=1'])
			expect((await endpoints.get(path, headers)).code).toBe(403);
		const note = { customer_id: anyCustomer().id, text: 'no' };
		expect((await endpoints.post('note', note, headers)).code).toBe(403);
		expect(stage.serviceTitan.simulator.log.count).toBe(before);
	});
});

it('n8n publishes none of it before a credential for callers is chosen', () => {
	expect(unguarded).toMatch(/Cannot publish.*Receive Trigger.*Missing required/s);
});

describe('trigger', () => {
	const runs = async () => Number((await stage.sql`select from servicetitan_sync_runs`).count);

	it('answers with the summary of the run, each field under both spellings', async () => {
		const { id } = anyCustomer();
		await post('note', { customer_id: id, text: 'Called about the heater' });
		const { code, body } = await post('trigger', { workspace_id });
		expect([code, body]).toMatchObject([
			200,
			{
				...{ workspace_id, workspaceId: workspace_id, status: 'completed' },
				...{ fetched: 1, failed: 0, run_id: body.runId, failed_rows: [], failedRows: [] },
				...{ message: expect.any(String), cursor_to: body.cursorTo, duration_ms: body.durationMs },
			},
		]);
		expect(body.runId).toEqual(expect.any(String));
		const contacts = await stage.sql`select crm_id from contacts`;
		expect(contacts).toMatchObject([{ crm_id: String(id) }]);
	});

	it('takes the other spelling, a number, and a dry run', async () => {
		const before = await runs();
		const { code, body } = await post('trigger', {
			workspaceId: Number(workspace_id),
			dryRun: true,
		});
		expect([code, body]).toMatchObject([200, { status: 'dryRun', workspace_id }]);
		expect(await runs()).toBe(before);
	});

	it.each<[story: string, body: unknown]>([
		['no workspace', {}],
		['an empty workspace', { workspace_id: ' ' }],
		['a workspace that is none', { workspace_id: { id: 45963 } }],
		['a list', [{ workspace_id }]],
		['a dry run that is neither yes nor no', { workspace_id, dry_run: 'true' }],
	])('answers 400 to %s, and runs nothing', async (_story, body) => {
		const before = await runs();
		const answer = await post('trigger', body);
		expect([answer.code, answer.body]).toEqual([400, words]);
		expect(await runs()).toBe(before);
	});

	it('leaves what is no JSON at all to n8n, which answers 422', async () => {
		expect((await post('trigger', '{"workspace_id": ')).code).toBe(422);
	});

	it('answers 404 to a workspace that was not set up', async () => {
		const { code, body } = await post('trigger', { workspace_id: 'nowhere' });
		const refusal = 'unknown_workspace';
		expect([code, body]).toEqual([404, { ...words, refusal, workspace_id: 'nowhere' }]);
	});

	it('answers 409 while another run goes on, and says whose and since when', async () => {
		const { tenantId } = stage.serviceTitan.account;
		const consumer = { workflowName: 'Nightly', nodeName: 'Sync All' };
		await stage.sql`select servicetitan_start_run(${workspace_id}, gen_random_uuid(), 'incremental',
			'sync', ${stage.sql.json(consumer)}, ${tenantId}, 'custom')`;
		const before = await runs();
		const { code, body } = await post('trigger', { workspace_id });
		await stage.sql`select servicetitan_release_run(${workspace_id}, 'it was the test')`;
		expect([code, body]).toMatchObject([
			409,
			{
				...{ ...words, refusal: 'running', sync_status: 'running', workspace_id },
				running: { run_id: expect.any(String), started_by: 'Sync All in Nightly' },
			},
		]);
		expect((body.running as { started_at: string }).started_at).toMatch(/^\d{4}-.*Z$/);
		expect(body.error).toContain('going on since');
		expect(await runs()).toBe(before);
	});

	it('answers 409 while the sync is switched off', async () => {
		await stage.sql`update servicetitan_sync_state set sync_enabled = false`;
		const { code, body } = await post('trigger', { workspace_id });
		await stage.sql`update servicetitan_sync_state set sync_enabled = true`;
		expect([code, body]).toEqual([409, { ...words, refusal: 'disabled', workspace_id }]);
	});

	it('answers 502 when Supabase does not let it', async () => {
		await stage.supabase.control.setOutage(mainDatabase, { kind: 'status', status: 403 });
		const answer = [await post('trigger', { workspace_id }), await get('status')];
		await stage.supabase.control.setOutage(mainDatabase, null);
		expect(answer).toMatchObject([
			{ code: 502, body: words },
			{ code: 502, body: words },
		]);
	});
});

describe('status', () => {
	/** What users' SQL knows. */
	const columns = [
		...['workspace_id', 'sync_enabled', 'sync_status', 'last_modified_cursor'],
		...['last_continue_from', 'initial_sync_completed', 'total_customers_synced'],
		...['last_sync_created', 'last_sync_updated', 'last_sync_errors', 'last_error', 'updated_at'],
	];

	it.each(['workspace_id', 'workspaceId'])('gives the columns of the state by %s', async (name) => {
		const { code, body } = await get(`status?${name}=${workspace_id}&runs=2`);
		expect(code).toBe(200);
		expect(Object.keys(body)).toEqual(expect.arrayContaining(columns));
		expect(body).toMatchObject({ workspace_id, sync_enabled: true, open_incidents: [] });
		expect(body.last_runs).toHaveLength(2);
		expect(body.contacts_per_hour).toHaveLength(48);
	});

	it('gives all workspaces where none is named', async () => {
		const { code, body } = await get('status');
		expect([code, body]).toMatchObject([200, { workspaces: [{ workspace_id }] }]);
	});

	it('answers 404 to a workspace that was not set up', async () => {
		const { code, body } = await get('status?workspace_id=nowhere');
		expect([code, body]).toMatchObject([404, { refusal: 'unknown_workspace' }]);
	});
});

describe('customer', () => {
	it('gives the raw record with its tags and contact methods', async () => {
		const { id, name } = anyCustomer();
		const { simulator } = stage.serviceTitan;
		const { code, body } = await get(`customer?customer_id=${id}`);
		const record = simulator.customers().find((one) => one.id === id);
		expect([code, body]).toMatchObject([
			200,
			{ customer_id: String(id), customer: { id, name, modifiedOn: expect.any(String) } },
		]);
		expect((body.tags as Array<{ id: number }>).map((tag) => tag.id)).toEqual(record?.tagTypeIds);
		const methods = body.contact_methods as Array<{ type: string; value: string }>;
		expect(methods.length).toBeGreaterThan(0);
	});

	it('names the tags', async () => {
		const tagged = stage.serviceTitan.simulator
			.customers()
			.find(({ tagTypeIds }) => tagTypeIds.length > 0);
		const { body } = await get(`customer?id=${tagged?.id}`);
		expect(body.tags).toEqual(tagged?.tagTypeIds.map((id) => ({ id, name: expect.any(String) })));
	});

	it.each<[query: string, code: number]>([
		['customer_id=999999999', 404],
		['customer_id=Ada', 400],
		['', 400],
	])('%s: %i', async (query, code) => {
		const answer = await get(`customer?${query}`);
		expect([answer.code, answer.body]).toEqual([code, words]);
	});
});

describe('note', () => {
	it('is written, and pinned where that is wanted', async () => {
		const { id } = anyCustomer();
		const { code, body } = await post('note', { customerId: id, text: 'Hello', pin_to_top: true });
		expect([code, body]).toMatchObject([
			200,
			{ text: 'Hello', isPinned: true, customer_id: String(id) },
		]);
	});

	it.each<[story: string, body: unknown, code: number]>([
		['without text', { customer_id: 1 }, 400],
		['without a customer', { text: 'Hello' }, 400],
		['of nobody', { customer_id: 999999999, text: 'Hello' }, 404],
		['that is a list', [], 400],
	])('%s', async (_story, body, code) => {
		const answer = await post('note', body);
		expect([answer.code, answer.body]).toEqual([code, words]);
	});
});

it('no answer holds a secret', () => {
	const { clientSecret, appKey } = stage.serviceTitan.account;
	const secrets = [clientSecret, appKey, stage.supabase.secretKey, endpoints.key];
	const all = answers.map(({ text }) => text).join('\n');
	expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});
