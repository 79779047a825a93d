import { setTimeout as sleep } from 'node:timers/promises';

import { AlertScene, until } from './support/alertScene';
import { openMailSink } from './support/mailSink';

let scene: AlertScene;

beforeAll(async () => {
	scene = await AlertScene.open();
}, 600_000);

afterAll(() => scene?.close());

beforeEach(() => scene.forget());
afterEach(() => scene.outage(null));

const minutes = 60_000;
const upsert = 'rpc/servicetitan_upsert_contacts';

describe('with polls and executions that fail', () => {
	let workflowId: string;

	beforeAll(async () => {
		workflowId = await scene.publish();
	}, minutes);

	it(
		'tells of polls that fail while Supabase is down once, and once when a run came out well',
		async () => {
			await scene.outage({ kind: 'reset' });
			const told = await scene.sink.heard('Nothing is lost: the next run reads again.');
			expect(told).toContain('Supabase');
			await scene.newExecutionWith('Describe Failure', await scene.idsWith('Describe Failure'));
			expect(scene.sink.texts).toEqual([told]);
			await scene.outage(null);
			scene.rename(-1);
			await scene.sink.heard('Over: the state of the ServiceTitan sync can be read again.');
			expect(scene.sink.texts).toHaveLength(2);
		},
		4 * minutes,
	);

	it(
		'tells of an execution that fails before it turns to Supabase, and records the run',
		async () => {
			const before = await scene.idsWith('Record Failed Run');
			await scene.outage({ kind: 'status', status: 403, path: upsert });
			scene.rename(-2);
			const told = await scene.sink.heard('Nothing is lost');
			expect(told).toMatch(new RegExp(`http://.*/workflow/${workflowId}/executions/\\d+`));
			const { data } = await scene.newExecutionWith('Record Failed Run', before);
			expect(data.output('Record Failed Run')).toMatchObject([{ outcome: 'failed' }]);
			const recorded = data.startOf('Record Failed Run') ?? 0;
			expect(data.startOf('Post Alert')).toBeLessThanOrEqual(recorded);
			await scene.outage(null);
			await scene.sink.heard('Workspace 45963: runs come out well again.');
			expect(scene.sink.texts).toHaveLength(2);
		},
		4 * minutes,
	);

	it(
		'tells of it although the run cannot be recorded',
		async () => {
			const { sql, workspaceId } = scene.stage;
			const before = await scene.idsWith('Record Failed Run');
			await scene.outage({ kind: 'status', status: 403, path: upsert });
			await sql`revoke execute on function servicetitan_fail_run from service_role`;
			scene.rename(-3);
			await scene.sink.heard('Nothing is lost');
			const { data } = await scene.newExecutionWith('Record Failed Run', before);
			expect(data.output('Record Failed Run')).toMatchObject([{ error: expect.any(String) }]);
			await sql`grant execute on function servicetitan_fail_run to service_role`;
			await sql`select servicetitan_release_run(${workspaceId}, 'so that the tests go on')`;
		},
		4 * minutes,
	);

	it(
		'calls the time limit by its name',
		async () => {
			await scene.publish({ webhookAddress: scene.sink.url, executionTimeout: 4 });
			await scene.outage({ kind: 'delay', ms: 15_000, path: upsert });
			scene.rename(-4);
			await scene.sink.heard('The execution was stopped by the time limit or by a person.');
		},
		4 * minutes,
	);
});

describe('with the watchdog looking between polls', () => {
	beforeAll(() => scene.publish({ webhookAddress: scene.sink.url, watchful: true }), minutes);

	it(
		'tells of rows that fail once, and once when they are written',
		async () => {
			const id = scene.rename(0, 'Pat Poison');
			const told = await scene.sink.heard('1 customer cannot be written');
			expect(told).toContain(`${id} (Supabase refused the row: no poison here`);

			scene.rename(1, 'Sam Poison');
			await until('a second row that fails', async () => {
				const rows = await scene.stage.sql`select from servicetitan_sync_failures`;
				return rows.length === 2;
			});
			await sleep(12_000);
			expect(scene.sink.texts).toEqual([told]);

			scene.rename(0, 'Pat Fine');
			scene.rename(1, 'Sam Fine');
			await scene.sink.heard('Workspace 45963: all customers are written.');
			expect(scene.sink.texts).toHaveLength(2);
		},
		4 * minutes,
	);

	it(
		'tells that the sync was switched off, and that it was switched on again',
		async () => {
			await scene.enable(false);
			await scene.sink.heard('Workspace 45963: the sync is switched off.');
			await scene.enable(true);
			await scene.sink.heard('Workspace 45963: the sync is switched on again.');
			expect(scene.sink.texts).toHaveLength(2);
		},
		4 * minutes,
	);

	it(
		'tries again what the webhook refused',
		async () => {
			scene.sink.answer = 500;
			await scene.enable(false);
			await until('three attempts', () => Promise.resolve(scene.sink.requests >= 3));
			scene.sink.answer = 200;
			await scene.sink.heard('the sync is switched off');
			await scene.enable(true);
			await scene.sink.heard('Workspace 45963: the sync is switched on again.');
			expect(scene.sink.texts).toHaveLength(2);
		},
		4 * minutes,
	);

	it(
		'neither repeats nor loses an alert when n8n is killed and restarted',
		async () => {
			scene.rename(0, 'Pat Poison');
			const told = await scene.sink.heard('1 customer cannot be written');
			await scene.looked(2);
			await scene.restart('kill');
			await scene.looked(2);
			expect(scene.sink.texts).toEqual([told]);

			Object.assign(scene.sink, { answer: 500, requests: 0 });
			await scene.enable(false);
			await until('an attempt to tell', () => Promise.resolve(scene.sink.requests > 0));
			await scene.restart('stop');
			await scene.tenMinutesLater();
			scene.sink.answer = 200;
			await scene.sink.heard('Workspace 45963: the sync is switched off.');

			await scene.enable(true);
			await scene.sink.heard('Workspace 45963: the sync is switched on again.');
			scene.rename(0, 'Pat Fine');
			await scene.sink.heard('Workspace 45963: all customers are written.');
			expect(scene.sink.texts).toHaveLength(4);
		},
		8 * minutes,
	);

	it(
		'tells by e-mail alone, where there is no webhook',
		async () => {
			const inbox = await openMailSink();
			try {
				await scene.publish({ watchful: true, mail: await scene.mailTo(inbox) });
				await scene.enable(false);
				const mail = await inbox.got('the sync is switched off');
				expect(mail).toContain('Subject: ServiceTitan sync 45963: wrong (switched off)');
				expect(mail).toContain('To: owner@example.com');
				await scene.enable(true);
				await inbox.got('is switched on again');
				await scene.looked(2);
				expect(inbox.mails).toHaveLength(2);
				expect(scene.sink.requests).toBe(0);
			} finally {
				inbox.close();
				await scene.publish({ webhookAddress: scene.sink.url, watchful: true });
			}
		},
		4 * minutes,
	);

	it(
		'runs by hand, and ends well',
		async () => {
			const { status, data } = await scene.runByHand();
			expect([status, data.failure]).toEqual(['success', undefined]);
			expect(data.nodes).toContain('List Alerts');
		},
		2 * minutes,
	);

	it(
		'tells of a run that broke off',
		async () => {
			const { sql, serviceTitan, workspaceId } = scene.stage;
			await sql`
				select servicetitan_start_run(${workspaceId}, gen_random_uuid(), 'incremental', 'sync',
					'{}', ${serviceTitan.account.tenantId}, 'custom')`;
			await sql`update servicetitan_sync_state set lease_expires_at = now() - interval '1 minute'`;
			expect(await scene.sink.heard('a run broke off')).toContain('no sign of life');
		},
		4 * minutes,
	);

	it(
		'sends nothing, and fails nowhere, while the address is the one in the file',
		async () => {
			await scene.publish({ watchful: true });
			const before = await scene.idsWith('Check Every 15 Minutes');
			await scene.enable(false);
			const { data } = await scene.newExecutionWith('Check Every 15 Minutes', before);
			expect(data.nodes).toContain('Has E-Mail Address');
			expect(data.nodes).not.toContain('Post Alert');
			expect(data.nodes).not.toContain('Send E-Mail');
			expect(scene.sink.requests).toBe(0);
		},
		4 * minutes,
	);
});
