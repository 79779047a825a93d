import type { IDataObject } from 'n8n-workflow';

import { leaseEnds } from '../support/world/changes';
import { addPerson } from '../support/world/ways';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

/** A real database and a simulated ServiceTitan are brought into a state; the operation is asked; its way out is taken. */
describe('Diagnose', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({ customers: 5 });
		await world.sync('runInitialSync');
		// The clocks agree from here on.
		world.pass(24 * 60);
		await world.poll();
	});
	afterEach(async () => await world.end());

	const diagnose = async (parameters: IDataObject = {}) => await world.sync('diagnose', parameters);
	const itemOf = async (check: string) =>
		(await diagnose()).find((item) => item.check === check) ?? {};
	/** The checks that are not fine, with their status. */
	const ailing = async () =>
		Object.fromEntries(
			(await diagnose())
				.filter(({ check, status }) => status !== 'ok' && check !== 'summary')
				.map(({ check, status }) => [check, status]),
		);
	const healthy = async () => expect(await ailing()).toEqual({});
	const credential = () => world.requests.credentials.serviceTitanOAuth2Api;

	it('finds nothing wrong where all is well, and changes nothing', async () => {
		const before = [await world.state(), await world.contacts()];
		world.serviceTitan.log.clear();
		const items = await diagnose();
		expect(items[0]).toMatchObject({ check: 'summary', status: 'ok', toDo: 'Nothing.' });
		for (const item of items)
			expect(Object.keys(item)).toEqual(['name', 'status', 'found', 'toDo', 'check']);
		await healthy();
		expect([await world.state(), await world.contacts()]).toEqual(before);
		const asked = world.serviceTitan.log.entries.map(({ method }) => method);
		expect(new Set(asked)).toEqual(new Set(['GET']));
		expect(asked.length).toBeLessThanOrEqual(2 * 5);
	});

	it('may be asked by AI agents', async () => {
		const asAgent = { nodeType: 'n8n-nodes-servicetitan-sync.serviceTitanSyncTool' };
		expect((await world.sync('diagnose', {}, asAgent)).length).toBeGreaterThan(20);
	});

	it('names a workspace that is not set up, and those that are', async () => {
		const [, , , workspace] = await diagnose({ workspaceId: '7' });
		expect(workspace).toMatchObject({
			check: 'workspace',
			status: 'problem',
			found: `The workspace 7 is not set up. Set up are: ${WORKSPACE}.`,
		});
	});

	it('tells a credential of another tenant', async () => {
		const other = world.serviceTitan.addTenant({
			tenantId: 99,
			clientId: 'cid.other',
			clientSecret: 'cs1.other-secret-of-theirs',
		});
		expect(other.tenant.identity.tenantId).toBe(99);
		Object.assign(credential(), {
			tenantId: '99',
			clientId: 'cid.other',
			clientSecret: 'cs1.other-secret-of-theirs',
		});
		expect((await diagnose({ workspaceId: WORKSPACE }))[4]).toMatchObject({
			check: 'workspaceTenant',
			status: 'problem',
			found: expect.stringContaining(
				'belongs to tenant 1234567890 (custom), the credential to tenant 99',
			),
		});
	});

	describe('a credential', () => {
		it.each<[story: string, changed: Record<string, string>, check: string, found: RegExp]>([
			['without a secret', { clientSecret: '' }, 'token', /Client Secret .* is empty/],
			['with a wrong secret', { clientSecret: 'cs1.old' }, 'token', /does not know this Client ID/],
			['with a wrong app key', { appKey: 'ak1.old' }, 'appKey', /refuses the App Key/],
			[
				'of another tenant',
				{ tenantId: '42' },
				'tenant',
				/belongs to tenant 1234567890, not to tenant 42/,
			],
		])('%s', async (_story, changed, check, found) => {
			const right = { ...credential() };
			world.serviceTitan.tokens.expireAll();
			Object.assign(credential(), changed);
			const items = await diagnose({ workspaceId: WORKSPACE });
			const problems = items.filter(({ status }) => status === 'problem');
			expect(problems.map((item) => item.check)).toContain(check);
			expect(items.find((item) => item.check === check)?.found).toMatch(found);
			expect(JSON.stringify(items)).not.toContain(right.clientSecret);
			expect(items.find((item) => item.check === 'lastRun')?.status).toBe('ok');
			Object.assign(credential(), right);
			await healthy();
		});
	});

	it('tells that ServiceTitan is away, and what can be known all the same', async () => {
		world.serviceTitan.faults.rate('503', 1, { path: /./ });
		expect(await ailing()).toEqual({
			serviceTitan: 'problem',
			token: 'unknown',
			appKey: 'unknown',
			tenant: 'unknown',
			readCustomers: 'unknown',
			readContactMethods: 'unknown',
			exportContactMethods: 'unknown',
			exportCustomers: 'unknown',
			waiting: 'unknown',
			clocks: 'unknown',
		});
		world.serviceTitan.faults.clear();
		await healthy();
	}, 120_000);

	it('tells that Supabase is away, and what can be known all the same', async () => {
		await world.database.breakApi({ kind: 'refuse' });
		const items = await diagnose();
		const fine = items.filter(({ status }) => status === 'ok').map(({ check }) => check);
		expect(fine).toEqual(expect.arrayContaining(['serviceTitan', 'token', 'appKey', 'tenant']));
		expect(items.find(({ check }) => check === 'supabase')).toMatchObject({ status: 'problem' });
		expect(items.find(({ check }) => check === 'lastRun')).toMatchObject({ status: 'unknown' });
		await world.database.repairApi();
		await healthy();
	});

	it('tells that both are away, and throws nothing', async () => {
		world.serviceTitan.faults.rate('503', 1, { path: /./ });
		await world.database.breakApi({ kind: 'status', status: 502 });
		const [summary, ...items] = await diagnose();
		expect(summary?.status).toBe('problem');
		expect(items.filter(({ status }) => status === 'ok')).toEqual([]);
	}, 120_000);

	it('tells a key that Supabase does not accept', async () => {
		const { supabaseSyncApi } = world.requests.credentials;
		const { secretKey } = supabaseSyncApi;
		for (const wrong of ['', 'sb_publishable_x', 'sb_secret_of_another_project_0123456789']) {
			supabaseSyncApi.secretKey = wrong;
			expect(await itemOf('supabase')).toMatchObject({ status: 'problem' });
		}
		supabaseSyncApi.secretKey = secretKey;
		await healthy();
	});

	it('names the call that the app may not make, and what that costs', async () => {
		world.serviceTitan.switches.exportPermitted = false;
		expect(await ailing()).toEqual({ exportContactMethods: 'warning', exportCustomers: 'warning' });
		expect((await itemOf('exportContactMethods')).found).toMatch(
			/Scope validation failed\. .*a removed one stays in the contact/,
		);
		world.serviceTitan.switches.exportPermitted = true;
		world.serviceTitan.faults.rate('403', 1, { path: /\/customers$/ });
		expect(await ailing()).toMatchObject({ readCustomers: 'problem', exportCustomers: 'warning' });
		world.serviceTitan.faults.clear();
		await healthy();
	});

	it('names the parts that the database lacks, until they are pasted', async () => {
		await world.database.sql.unsafe(`
			drop function servicetitan_diagnosis_facts(text);
			create or replace function servicetitan_schema_version() returns jsonb language sql as
			$$ select jsonb_build_object('version', '20261101001800') $$`);
		await world.database.reloadSchema();
		expect(await itemOf('migrations')).toMatchObject({
			status: 'problem',
			found: expect.stringMatching(/lacks .*1950_suspected_duplicates, .*1960_diagnosis_facts/),
		});
		expect((await itemOf('failingRows')).status).toBe('unknown');
		const [setup] = await world.sync('getSetupSql');
		await world.database.sql.unsafe(String(setup?.sql));
		await world.database.reloadSchema();
		await healthy();
	});

	it('tells a sync that is switched off', async () => {
		await world.database.sql`update servicetitan_sync_state set sync_enabled = false`;
		expect(await ailing()).toEqual({ enabled: 'problem' });
		await world.database.sql`update servicetitan_sync_state set sync_enabled = true`;
		await healthy();
	});

	it('tells a run that is stuck, and customers that never arrived, until the next run takes over', async () => {
		addPerson(world);
		expect(await world.poll()).toHaveLength(1);
		await healthy();
		expect((await itemOf('handedOut')).found).toMatch(/^1 customer .* on their way/);
		await leaseEnds(world);
		expect(await ailing()).toEqual({ openRun: 'problem', handedOut: 'problem' });
		await world.run();
		await healthy();
	});

	it('says in words why the last run failed, until one goes well', async () => {
		world.serviceTitan.faults.rate('429', 1, { path: /customers$/, retryAfterSeconds: 600 });
		await world.sync('runIncrementalSync').catch(() => undefined);
		world.serviceTitan.faults.clear();
		expect(await ailing()).toEqual({ lastRun: 'problem' });
		expect((await itemOf('lastRun')).found).toMatch(
			/too many requests \(429\)\): ServiceTitan asked us/,
		);
		await world.run();
		await healthy();
	});

	it('counts the customers behind a cursor that stayed where it was, until a run catches up', async () => {
		addPerson(world);
		await world.database.sql`
			update servicetitan_sync_state set last_success_at = now() - interval '5 hours',
				last_modified_cursor = now() - interval '5 hours'`;
		expect(await ailing()).toMatchObject({ lastSuccess: 'problem', cursor: 'warning' });
		expect((await itemOf('waiting')).found).toBe(
			'1 customer changed in ServiceTitan since the cursor.',
		);
		await world.run();
		await healthy();
	});

	it('names rows that fail with their reasons, until they can be written', async () => {
		await world.database.sql`
			alter table contacts add constraint no_miller check (lastname is distinct from 'Miller')`;
		addPerson(world, 'Miller, Max');
		await world.run();
		expect(await ailing()).toEqual({ lastRun: 'warning', failingRows: 'warning' });
		expect((await itemOf('failingRows')).found).toMatch(
			/^1 customer cannot be written: 1 because: .*no_miller/,
		);
		await world.database.sql`alter table contacts drop constraint no_miller`;
		await world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;
		await world.run();
		await healthy();
	});

	it('reports a contact typed in by hand beside the customer it may be', async () => {
		const [first] = await world.contacts();
		await world.database.sql`
			insert into contacts (workspace_id, firstname, phone, email)
			values (${WORKSPACE}, 'By hand', ${first?.phone ?? null}, ${first?.email ?? null})`;
		expect(await ailing()).toEqual({ duplicates: 'warning' });
		await world.database.sql`delete from contacts where firstname = 'By hand'`;
		await healthy();
	});

	it('tells of clocks that are apart, and of replies without a time', async () => {
		world.serviceTitan.switches.clockSkewMs = 20 * 60_000;
		expect((await itemOf('clocks')).found).toMatch(/20 minutes ahead/);
		world.serviceTitan.switches.dateHeader = false;
		expect(await itemOf('clocks')).toMatchObject({ status: 'warning' });
	});
});

it('leads through the set-up of an empty database, one problem after the other', async () => {
	const world = await startWorld({ customers: 3, migrated: false });
	try {
		const first = async () => {
			const items = await world.sync('diagnose');
			return items.slice(1).find(({ status }) => status !== 'ok')?.check;
		};
		expect(await first()).toBe('migrations');
		const [setup] = await world.sync('getSetupSql');
		await world.database.sql.unsafe(String(setup?.sql));
		await world.database.reloadSchema();
		expect(await first()).toBe('workspace');
		await world.sync('setUpWorkspace', { workspaceId: WORKSPACE });
		expect(await first()).toBe('initialSync');
		await world.sync('runInitialSync');
		world.pass(24 * 60);
		expect(await first()).toBe('consumer');
		await world.poll();
		expect(await first()).toBeUndefined();
	} finally {
		await world.end();
	}
});
