// Makes what n8n and Supabase need for many tenants, out of one list:
//
//   node workflows/provisionTenants.mjs tenants.json <id of the Supabase credential> <folder>
//
// tenants.json: [{"workspaceId": "45963", "tenantId": "410387862", "clientId": "…", "clientSecret": "…", "appKey": "…",
//   "name": "Smith Plumbing", "timezone": "America/Chicago", "from": "06:00", "to": "20:00"}, …]
// (name, timezone, from, to, environment may be missing; without hours it runs all day.)
//
// Into the folder go credentials.json and workflows.json for `n8n import:credentials` and `n8n import:workflow`, and
// workspaces.sql for Supabase's SQL Editor. Done again with a longer list it changes nothing of what is there already.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const template = () =>
	JSON.parse(
		readFileSync(new URL('servicetitan-one-of-many-workspaces.json', import.meta.url), 'utf8'),
	);

const needed = ['workspaceId', 'tenantId', 'clientId', 'clientSecret', 'appKey'];

/** The same id each time, so that an import lays itself over the last one. */
const idOf = ({ tenantId }) => `servicetitan-${tenantId}`;
const nameOf = ({ name, workspaceId }) => `ServiceTitan ${name ?? workspaceId}`;

/** @throws Error that says which entry of the list lacks what */
function check(tenants) {
	const problems = tenants.flatMap((tenant, index) =>
		needed
			.filter((field) => typeof tenant[field] !== 'string' || tenant[field].trim() === '')
			.map((field) => `entry ${index + 1} has no ${field}`),
	);
	for (const field of ['workspaceId', 'tenantId']) {
		const all = tenants.map((tenant) => tenant[field]);
		const twice = all.filter((value, index) => value && all.indexOf(value) !== index);
		problems.push(...twice.map((value) => `${field} ${value} is there twice`));
	}
	if (problems.length > 0) throw new Error(`The list cannot be used: ${problems.join('; ')}.`);
}

const credentialOf = (tenant) => ({
	id: idOf(tenant),
	name: nameOf(tenant),
	type: 'serviceTitanOAuth2Api',
	data: {
		environment: tenant.environment ?? 'production',
		...(tenant.apiUrl ? { apiUrl: tenant.apiUrl, authUrl: tenant.authUrl } : {}),
		tenantId: tenant.tenantId,
		clientId: tenant.clientId,
		clientSecret: tenant.clientSecret,
		appKey: tenant.appKey,
	},
});

function workflowOf(tenant, supabaseCredentialId) {
	const workflow = template();
	const credentials = {
		serviceTitanOAuth2Api: { id: idOf(tenant), name: nameOf(tenant) },
		supabaseSyncApi: { id: supabaseCredentialId, name: 'Supabase' },
	};
	const nodes = workflow.nodes.map((node) =>
		node.type.endsWith('.serviceTitanSync')
			? { ...node, parameters: filledIn(node.parameters, tenant), credentials }
			: node,
	);
	return { ...workflow, id: idOf(tenant), name: nameOf(tenant), nodes, active: true };
}

/** What a person would type into Set Up Workspace. */
const filledIn = (parameters, { workspaceId, timezone = '', from = '', to = '' }) =>
	parameters.operation === 'setUpWorkspace'
		? { ...parameters, workspaceId, timezone, from, to }
		: parameters;

const quoted = (text) => (text ? `'${String(text).replaceAll("'", "''")}'` : 'null');

function sqlOf(tenant) {
	const { workspaceId, tenantId, environment = 'production', timezone, from, to } = tenant;
	const hours = from || to ? JSON.stringify({ from, to }) : null;
	const values = [workspaceId, tenantId, environment, timezone, hours, idOf(tenant)].map(quoted);
	return `select servicetitan_set_up_workspace(${values.join(', ')});`;
}

/** @returns what goes into the three files */
export function provision(tenants, supabaseCredentialId) {
	check(tenants);
	return {
		credentials: tenants.map(credentialOf),
		workflows: tenants.map((tenant) => workflowOf(tenant, supabaseCredentialId)),
		sql: `${tenants.map(sqlOf).join('\n')}\n`,
	};
}

function main([list, supabaseCredentialId, folder]) {
	if (!folder) throw new Error('Name the list, the id of the Supabase credential, and a folder.');
	const tenants = JSON.parse(readFileSync(list, 'utf8'));
	const { credentials, workflows, sql } = provision(tenants, supabaseCredentialId);
	mkdirSync(folder, { recursive: true });
	const secret = join(folder, 'credentials.json');
	writeFileSync(secret, JSON.stringify(credentials, null, '\t'), { mode: 0o600 });
	chmodSync(secret, 0o600);
	writeFileSync(join(folder, 'workflows.json'), JSON.stringify(workflows, null, '\t'));
	writeFileSync(join(folder, 'workspaces.sql'), sql);
	console.log(`${tenants.length} tenants. ${secret} holds their secrets: delete it once imported.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	try {
		main(process.argv.slice(2));
	} catch (failure) {
		console.error(failure.message);
		process.exitCode = 1;
	}
}
