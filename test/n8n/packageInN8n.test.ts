import { readFileSync } from 'node:fs';

import type { NodeType } from '../../demo/n8n/workflow';
import type { Stage } from '../../demo/stage/stage';
import { startTestStage } from './support/testStage';

const ours = 'n8n-nodes-servicetitan-sync.';
const nodes = ['serviceTitan', 'serviceTitanSync', 'serviceTitanTrigger', 'supabaseContactUpsert'];
const credentials = ['serviceTitanOAuth2Api', 'supabaseSyncApi'];

/** A node or credential as n8n's editor sees it. */
interface Pictured {
	name: string;
	iconUrl?: { light: string; dark: string };
}

let stage: Stage;
let nodeTypes: NodeType[];
let credentialTypes: Pictured[];

beforeAll(async () => {
	stage = await startTestStage();
	nodeTypes = await stage.client.nodeTypes();
	credentialTypes = await stage.client.file('/types/credentials.json');
}, 600_000);

afterAll(() => stage.stop());

const kindOfFile = async (path: string | undefined) => {
	const reply = await fetch(`${stage.n8n.url}/${path}`);
	return reply.headers.get('content-type')?.split(';')[0];
};

const pictures = (all: Pictured[], name: string) => {
	const icons = all.find((one) => one.name === name)?.iconUrl;
	return Promise.all([icons?.light, icons?.dark].map(kindOfFile));
};

describe('a real n8n', () => {
	it('loads all four nodes under the names of a community package', () => {
		const names = nodeTypes.map(({ name }) => name).filter((name) => name.startsWith(ours));
		// n8n adds the variants for its AI agents itself.
		const own = names.filter((name) => !name.endsWith('Tool')).sort();
		expect(own).toEqual(nodes.map((name) => ours + name));
	});

	it('has nothing to say of our package in its log', () => {
		const lines = readFileSync(stage.n8n.log, 'utf8').split('\n');
		expect(lines.filter((line) => line.includes('n8n-nodes-servicetitan-sync'))).toEqual([]);
	});

	it.each(nodes)('shows %s with an icon for light and for dark', async (name) => {
		const all = nodeTypes as unknown as Pictured[];
		expect(await pictures(all, ours + name)).toEqual(['image/svg+xml', 'image/svg+xml']);
	});

	it.each(credentials)(
		'shows the credential %s with an icon for light and for dark',
		async (name) => {
			expect(await pictures(credentialTypes, name)).toEqual(['image/svg+xml', 'image/svg+xml']);
		},
	);
});

describe('the Test button of a credential', () => {
	const press = (type: string, changes = {}) =>
		stage.client.testCredential(stage.credentials[type]?.id ?? '', changes);

	it.each(credentials)('finds %s, as the demo filled it in, to be good', async (type) => {
		expect(await press(type)).toEqual({ status: 'OK', message: expect.any(String) });
	});

	it.each([
		['a wrong secret', { clientSecret: 'wrong' }, 'Client Secret'],
		['a wrong app key', { appKey: 'wrong' }, 'App Key'],
		['the id of another tenant', { tenantId: '99' }, 'Tenant ID'],
		['a host that is not there', { authUrl: 'http://127.0.0.1:9' }, 'cannot be reached'],
	])('says of ServiceTitan with %s what is wrong', async (_story, changes, words) => {
		const { status, message } = await press('serviceTitanOAuth2Api', changes);
		expect({ status, message }).toEqual({
			status: 'Error',
			message: expect.stringContaining(words),
		});
	});

	it.each([
		['a wrong key', () => ({ secretKey: 'sb_secret_wrong' }), 'does not accept the key'],
		[
			'the publishable key',
			({ supabase }: Stage) => ({ secretKey: supabase.publishableKey }),
			'publishable',
		],
		[
			'the address of something else',
			({ serviceTitan }: Stage) => ({ url: serviceTitan.url }),
			'no Supabase API',
		],
	])('says of Supabase with %s what is wrong', async (_story, changes, words) => {
		const { status, message } = await press('supabaseSyncApi', changes(stage));
		expect({ status, message }).toEqual({
			status: 'Error',
			message: expect.stringContaining(words),
		});
	});
});

describe("n8n's own HTTP Request node", () => {
	it('reaches any other ServiceTitan endpoint with our credential, both headers included', async () => {
		const { simulator, url, account } = stage.serviceTitan;
		const type = 'serviceTitanOAuth2Api';
		await stage.client.saveWorkflow({
			id: 'anyOtherEndpoint',
			name: 'Read jobs',
			connections: { Start: { main: [[{ node: 'Get Jobs', type: 'main', index: 0 }]] } },
			nodes: [
				{
					id: 'start',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'jobs',
					name: 'Get Jobs',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [220, 0],
					parameters: {
						url: `${url}/jpm/v2/tenant/${account.tenantId}/jobs`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: type,
					},
					credentials: { [type]: stage.credentials[type] ?? { id: '', name: '' } },
				},
			],
		});
		const { status, data } = await stage.client.runByHand('anyOtherEndpoint', 'Start');
		expect({ status, failure: data.failure }).toEqual({ status: 'success', failure: undefined });
		expect(data.output('Get Jobs')[0]).toMatchObject({
			data: [{ jobNumber: expect.any(String) }, {}, {}, {}, {}],
		});
		expect(simulator.log.to('/jobs').at(-1)?.headers).toMatchObject({
			authorization: expect.stringContaining('Bearer'),
			'st-app-key': account.appKey,
		});
	});
});
