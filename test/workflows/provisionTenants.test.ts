import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(__dirname, '../../workflows/provisionTenants.mjs');

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tenants-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tenant = {
	workspaceId: "O'Hara",
	tenantId: '410387862',
	clientId: 'cid.one',
	clientSecret: 'cs.one',
	appKey: 'ak.one',
};

function listOf(tenants: unknown): string {
	const list = join(folder, 'tenants.json');
	writeFileSync(list, JSON.stringify(tenants));
	return list;
}

function provision(tenants: unknown) {
	execFileSync(process.execPath, [script, listOf(tenants), 'supabase-1', folder]);
	const text = (name: string) => readFileSync(join(folder, name), 'utf8');
	return {
		credentials: JSON.parse(text('credentials.json')) as Array<Record<string, unknown>>,
		workflows: JSON.parse(text('workflows.json')) as Array<{
			id: string;
			name: string;
			active: boolean;
			nodes: Array<{ name: string; parameters: object; credentials?: object }>;
		}>,
		sql: text('workspaces.sql').trim().split('\n'),
	};
}

const refusal = (tenants: unknown): string =>
	String(
		spawnSync(process.execPath, [script, listOf(tenants), 'supabase-1', folder], {
			encoding: 'utf8',
		}).stderr,
	);

it('makes a credential, a workflow with it, and a line of SQL of each tenant', () => {
	const made = provision([
		{ ...tenant, name: 'Hara & Sons', timezone: 'America/Chicago', from: '06:00', to: '20:00' },
	]);
	const serviceTitanOAuth2Api = { id: 'servicetitan-410387862', name: 'ServiceTitan Hara & Sons' };
	expect(made.credentials).toEqual([
		{
			...serviceTitanOAuth2Api,
			type: 'serviceTitanOAuth2Api',
			data: {
				environment: 'production',
				tenantId: '410387862',
				clientId: 'cid.one',
				clientSecret: 'cs.one',
				appKey: 'ak.one',
			},
		},
	]);
	const [workflow] = made.workflows;
	expect(workflow).toMatchObject({ ...serviceTitanOAuth2Api, active: true });
	const ours = (workflow?.nodes ?? []).filter(({ credentials }) => credentials);
	expect(ours.map(({ name }) => name)).toEqual(['Run Incremental Sync', 'Set Up Workspace']);
	for (const { credentials } of ours) {
		const supabaseSyncApi = { id: 'supabase-1', name: 'Supabase' };
		expect(credentials).toEqual({ serviceTitanOAuth2Api, supabaseSyncApi });
	}
	expect(ours[1]?.parameters).toMatchObject({
		workspaceId: "O'Hara",
		timezone: 'America/Chicago',
		from: '06:00',
		to: '20:00',
		runByWorkflow: '={{ $workflow.id }}',
	});
	expect(made.sql).toEqual([
		`select servicetitan_set_up_workspace('O''Hara', '410387862', 'production', 'America/Chicago', '{"from":"06:00","to":"20:00"}', 'servicetitan-410387862');`,
	]);
});

it('leaves what is not said to the database', () => {
	expect(provision([tenant]).sql).toEqual([
		`select servicetitan_set_up_workspace('O''Hara', '410387862', 'production', null, null, 'servicetitan-410387862');`,
	]);
});

it('lets nobody else read the secrets', () => {
	provision([tenant]);
	expect(statSync(join(folder, 'credentials.json')).mode & 0o777).toBe(0o600);
});

it.each<[story: string, tenants: unknown, says: string]>([
	['no secret', [tenant, { ...tenant, clientSecret: ' ' }], 'entry 2 has no clientSecret'],
	['a number for an id', [{ ...tenant, tenantId: 410387862 }], 'entry 1 has no tenantId'],
	[
		'two of one tenant',
		[tenant, { ...tenant, workspaceId: 'x' }],
		'tenantId 410387862 is there twice',
	],
	[
		'two of one workspace',
		[tenant, { ...tenant, tenantId: '2' }],
		"workspaceId O'Hara is there twice",
	],
])('says what is wrong with a list that has %s, and makes nothing', (_story, tenants, says) => {
	expect(refusal(tenants)).toContain(says);
	expect(() => statSync(join(folder, 'credentials.json'))).toThrow();
});
