import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { row } from './support/rows';
import { consumer, tenant } from './support/runs';

describe('through the API, as the nodes call', () => {
	let db: FreshDatabase;
	beforeAll(async () => {
		db = await freshDatabase();
	});
	afterAll(() => db.drop());

	const ask = async (key: string, name: string, args: object) => {
		const reply = await fetch(`${db.url}/rest/v1/rpc/servicetitan_${name}`, {
			method: 'POST',
			headers: { apikey: key, 'content-type': 'application/json' },
			body: JSON.stringify(args),
		});
		return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
	};

	it('a whole run goes well with the secret key', async () => {
		const workspace = { p_workspace_id: '45963' };
		const run = { ...workspace, p_run_id: randomUUID() };
		const tenantOf = { p_tenant_id: tenant.tenant_id, p_environment: tenant.environment };
		const rows = [row('1'), row('2', { phone: null })];
		const answers = [
			await ask(db.secretKey, 'set_up_workspace', { ...workspace, ...tenantOf }),
			await ask(db.secretKey, 'start_run', {
				...run,
				...tenantOf,
				p_workspace_id: null,
				p_mode: 'incremental',
				p_source: 'trigger',
				p_consumer: consumer,
			}),
			await ask(db.secretKey, 'checkpoint_run', { ...run, p_handed_out: ['1', '2'], p_fetched: 2 }),
			await ask(db.secretKey, 'upsert_contacts', {
				...run,
				p_rows: rows,
				p_batch_id: randomUUID(),
				p_options: { finish: 'when_all_arrived' },
			}),
			await ask(db.secretKey, 'get_status', {}),
		];
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(answers.map(({ body }) => body.outcome)).toEqual([
			'created',
			'started',
			'ok',
			'ok',
			undefined,
		]);
		expect(answers[3]?.body).toMatchObject({
			counts: { created: 1, skipped: 1 },
			run: { outcome: 'finished', run: { fetched: 2 } },
		});
	});

	it('nothing goes with the publishable key', async () => {
		const { status, body } = await ask(db.publishableKey, 'get_status', {});
		expect([status, body.code]).toEqual([401, '42501']);
	});
});
