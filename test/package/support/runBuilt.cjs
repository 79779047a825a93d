/**
 * Lets the built Trigger and the built Upsert of the unpacked package named on the command line do their work once,
 * with n8n's modules and nothing else beside them. n8n's context and both services are played here, as little of
 * them as it takes: what is proven is that the inlined libraries work where the package will stand.
 * Prints, as one line of JSON, what came out of both nodes and what the Upsert sent.
 */
const { join } = require('node:path');
const get = require('lodash/get');

const [folder] = process.argv.slice(2);
const instanceOf = (name) =>
	new (require(join(folder, `dist/nodes/${name}/${name}.node.js`))[name])();

const page = (data) => ({ data, hasMore: false, page: 1, pageSize: 50, totalCount: data.length });

const customer = { id: 7, name: 'Smith, John', active: true, modifiedOn: '2026-07-01T12:00:00Z' };
const mobile = { id: 70, customerId: 7, type: 'MobilePhone', value: '(614) 224-2222' };

const sent = [];

function answer({ url, body }) {
	if (url.includes('/rpc/')) sent.push(JSON.parse(String(body)));
	const reply = url.includes('/rpc/servicetitan_upsert_contacts')
		? {
				outcome: 'ok',
				rows: [{ crm_id: '7', outcome: 'created', contact_id: 'c7' }],
				counts: { created: 1, updated: 0, unchanged: 0, linked: 0, skipped: 0, failed: 0 },
				remaining: null,
				run: null,
			}
		: page([url.includes('/customers/contacts') ? mobile : customer]);
	return { statusCode: 200, headers: { date: new Date().toUTCString() }, body: reply };
}

const credentials = {
	serviceTitanOAuth2Api: { tenantId: '1', clientId: 'id', clientSecret: 'secret', appKey: 'key' },
	supabaseSyncApi: { url: 'http://supabase.invalid', secretKey: 'key', schema: 'public' },
};

/** @param parameters  those that differ from their fallbacks, by name */
const context = (parameters, more) => ({
	getNode: () => ({ id: 'node', name: 'Node', type: 'node', typeVersion: 1, parameters }),
	getWorkflow: () => ({ id: 'workflow', name: 'Workflow', active: true }),
	getWorkflowStaticData: () => ({}),
	getTimezone: () => 'UTC',
	getCredentials: async (name) => credentials[name],
	continueOnFail: () => false,
	helpers: { httpRequestWithAuthentication: async (_credential, request) => answer(request) },
	...more,
});

async function main() {
	const triggered = await instanceOf('ServiceTitanTrigger').poll.call(
		context({}, { getMode: () => 'manual', getNodeParameter: (_name, fallback) => fallback }),
	);
	const items = triggered[0].map(({ json: { sync: _sample, ...json } }) => ({ json }));
	const parameters = { workspaceId: '45963' };
	const written = await instanceOf('SupabaseContactUpsert').execute.call(
		context(parameters, {
			getMode: () => 'trigger',
			getInputData: () => items,
			getNodeParameter: (name, _index, fallback) => get(parameters, name, fallback),
		}),
	);
	console.log(JSON.stringify({ triggered, written, sent }));
}

void main();
