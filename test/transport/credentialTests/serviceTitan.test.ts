import type { ICredentialsDecrypted } from 'n8n-workflow';

import { TENANT_ID } from '../../../simulator';
import { testServiceTitan } from '../../../transport/credentialTests/serviceTitan';
import { N8nHost } from '../../support/n8nHost/n8nHost';
import {
	startServiceTitanWorld,
	type ServiceTitanCredential,
} from '../../support/n8nHost/serviceTitanWorld';

type World = ReturnType<typeof startServiceTitanWorld>;

/** Presses the button at a credential that differs from the right one in this. */
async function press(world: World, changed: Partial<ServiceTitanCredential> = {}) {
	const data = { ...world.credential, ...changed };
	const credential = { id: '1', name: 'ServiceTitan', type: '', data } as ICredentialsDecrypted;
	return await testServiceTitan.call(world.host.testFunctions, credential);
}

/** What the button says where something is wrong. */
async function complaint(world: World, changed: Partial<ServiceTitanCredential> = {}) {
	const { status, message } = await press(world, changed);
	expect(status).toBe('Error');
	return message;
}

describe('the test button of the ServiceTitan credential', () => {
	it('is green when ServiceTitan lets us read a customer', async () => {
		const world = startServiceTitanWorld({ customers: 3 });
		expect(await press(world)).toEqual({ status: 'OK', message: 'Connected to ServiceTitan' });
	});

	it('is green for keys pasted with blanks and line ends around them', async () => {
		const world = startServiceTitanWorld();
		const blanks = Object.fromEntries(
			(['tenantId', 'clientId', 'clientSecret', 'appKey'] as const).map((field) => [
				field,
				` \u200b${world.credential[field]}\n`,
			]),
		);
		expect(await press(world, blanks)).toMatchObject({ status: 'OK' });
	});

	it.each<[story: string, changed: Partial<ServiceTitanCredential>]>([
		['client id', { clientId: 'cid.of-somebody-else' }],
		['client secret', { clientSecret: 'cs1.that-was-replaced' }],
	])('tells a wrong %s', async (_story, changed) => {
		expect(await complaint(startServiceTitanWorld(), changed)).toBe(
			'ServiceTitan does not know this Client ID with this Client Secret. Copy both again from ServiceTitan, Settings > Integrations > API Application Access, and check that the Environment of the credential is theirs. A new secret ends the old one.',
		);
	});

	it.each<[right: 'production' | 'integration', chosen: string, sentence: string]>([
		[
			'integration',
			'production',
			'The Client ID and Client Secret belong to the environment Integration, not to Production. Choose Integration as the Environment, or enter the Client ID and Client Secret of Production.',
		],
		[
			'production',
			'integration',
			'The Client ID and Client Secret belong to the environment Production, not to Integration. Choose Production as the Environment, or enter the Client ID and Client Secret of Integration.',
		],
	])('tells keys of %s in the environment %s', async (environment, chosen, sentence) => {
		const world = startServiceTitanWorld({ environment });
		expect(await complaint(world, { environment: chosen })).toBe(sentence);
	});

	it.each([401, 403, 404] as const)(
		'tells a wrong app key, which ServiceTitan answers with %i',
		async (status) => {
			const world = startServiceTitanWorld();
			world.simulator.switches.wrongAppKey = status;
			expect(await complaint(world, { appKey: 'ak1.of-another-app' })).toBe(
				'ServiceTitan refuses the App Key. Copy the Application Key of the app that this Client ID was made for from its page in the developer portal.',
			);
		},
	);

	it.each([401, 403, 404] as const)(
		'tells a wrong tenant, which ServiceTitan answers with %i',
		async (status) => {
			const world = startServiceTitanWorld();
			world.simulator.switches.wrongTenant = status;
			expect(await complaint(world, { tenantId: '42' })).toBe(
				`The Client ID belongs to tenant ${TENANT_ID}, not to tenant 42. Enter ${TENANT_ID} as the Tenant ID, or the Client ID and Client Secret of tenant 42.`,
			);
		},
	);

	it('names both where the token does not say whose it is', async () => {
		const world = startServiceTitanWorld();
		const opaque = new N8nHost(
			(request) =>
				Promise.resolve(
					request.url.endsWith('/connect/token')
						? Response.json({ access_token: 'opaque', expires_in: 900 })
						: Response.json({ title: 'Unauthorized' }, { status: 401 }),
				),
			{},
		);
		expect(await complaint({ ...world, host: opaque })).toMatch(
			/^ServiceTitan accepts the Client ID but refuses the App Key or the Tenant ID\. Check both/,
		);
	});

	it('tells a missing scope', async () => {
		const world = startServiceTitanWorld();
		world.simulator.tenant.scopes.delete('tn.crm.customers:r');
		expect(await complaint(world)).toBe(
			"The ServiceTitan app lacks a permission (scope). Scope validation failed. In ServiceTitan's developer portal give the app the scope of this call (customers, contact methods, notes: tn.crm.customers:r to read, tn.crm.customers:w to write; locations: tn.crm.locations:r and :w; tags in bulk: tn.crm.tags:w; names of tags: tn.stn.tagtypes:r), then have the tenant's administrator approve the app's new version.",
		);
	});

	it.each<[what: string, at: RegExp, host: string]>([
		['sign-in', /connect/, 'auth.servicetitan.io'],
		['API', /crm/, 'api.servicetitan.io'],
	])('tells a %s that cannot be reached', async (what, at, name) => {
		const world = startServiceTitanWorld();
		const cut = new N8nHost(async (request) => {
			if (at.test(request.url))
				throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } });
			return await world.simulator.fetch(request);
		}, {});
		expect(await complaint({ ...world, host: cut })).toBe(
			`ServiceTitan's ${what} at ${name} cannot be reached. The host name is unknown. Check that this n8n may reach that host (firewall, proxy, DNS) and that the address of a Custom environment is right.`,
		);
	});

	it.each<[story: string, fault: '429' | '503', words: RegExp]>([
		['asks to slow down', '429', /^ServiceTitan asked us to slow down\./],
		['is out of order', '503', /^ServiceTitan is out of order at the moment\./],
	])('says so when ServiceTitan %s', async (_story, fault, words) => {
		const world = startServiceTitanWorld();
		world.simulator.faults.rate(fault, 1);
		expect(await complaint(world)).toMatch(words);
	});

	it.each<[story: string, answer: () => Response, sentence: RegExp]>([
		['a web page', () => new Response('<html>Welcome</html>'), /^There is no sign-in of/],
		['a 404', () => new Response('Not here', { status: 404 }), /^There is no sign-in of/],
		['something without a token', () => Response.json({ ok: true }), /^There is no sign-in of/],
	])('tells a Custom address that answers with %s', async (_story, answer, sentence) => {
		const world = startServiceTitanWorld();
		const elsewhere = new N8nHost(() => Promise.resolve(answer()), {});
		const custom = {
			environment: 'custom',
			apiUrl: 'https://api.test',
			authUrl: 'https://auth.test',
		};
		expect(await complaint({ ...world, host: elsewhere }, custom)).toMatch(sentence);
	});

	it.each<[story: string, answer: () => Response]>([
		['a web page', () => new Response('<html>Welcome</html>')],
		['a 404 of another gateway', () => new Response('No such page', { status: 404 })],
		['a redirect', () => new Response(null, { status: 301, headers: { location: '/en' } })],
	])('tells an API URL where %s answers', async (_story, answer) => {
		const world = startServiceTitanWorld();
		const elsewhere = new N8nHost(
			async (request) =>
				new URL(request.url).host === 'api.test' ? answer() : await world.simulator.fetch(request),
			{},
		);
		const custom = {
			environment: 'custom',
			apiUrl: 'https://api.test',
			authUrl: 'https://auth.test/connect/token',
		};
		expect(await complaint({ ...world, host: elsewhere }, custom)).toBe(
			"What answers at api.test is not ServiceTitan's API. Correct the API URL, or choose Production or Integration as the Environment.",
		);
	});

	it('takes a simulator at addresses of its own', async () => {
		const world = startServiceTitanWorld();
		const { apiUrl, authUrl, close } = await world.simulator.listen();
		const real = new N8nHost((request) => fetch(request), {});
		const answer = await press(
			{ ...world, host: real },
			{ environment: 'custom', apiUrl: `${apiUrl}/`, authUrl },
		);
		await close();
		expect(answer.status).toBe('OK');
	});

	it.each<[story: string, changed: Partial<ServiceTitanCredential>, sentence: string]>([
		['no tenant', { tenantId: ' ' }, 'The Tenant ID of the ServiceTitan credential is empty.'],
		[
			'a name for a tenant',
			{ tenantId: 'Smith Plumbing' },
			'The Tenant ID of the ServiceTitan credential is not a number.',
		],
		['no app key', { appKey: '' }, 'The App Key of the ServiceTitan credential is empty.'],
		['no client id', { clientId: '' }, 'The Client ID of the ServiceTitan credential is empty.'],
		[
			'no secret',
			{ clientSecret: '' },
			'The Client Secret of the ServiceTitan credential is empty.',
		],
		[
			'no address of its own',
			{ environment: 'custom', apiUrl: '', authUrl: 'https://auth.test' },
			'The API URL of the ServiceTitan credential is no web address.',
		],
		[
			'half an address',
			{ environment: 'custom', apiUrl: 'https://api.test', authUrl: 'auth.test' },
			'The Authentication URL of the ServiceTitan credential is no web address.',
		],
	])('asks nobody when there is %s', async (_story, changed, sentence) => {
		const world = startServiceTitanWorld();
		const message = await complaint(world, changed);
		expect(message.startsWith(sentence)).toBe(true);
		expect(message.length).toBeGreaterThan(sentence.length + 20);
		expect(world.simulator.log.entries).toHaveLength(0);
	});

	it('never shows a secret, not even one that ServiceTitan repeats', async () => {
		const { credential } = startServiceTitanWorld();
		const { clientId, clientSecret, appKey } = credential;
		const echo = { error: 'invalid_client', title: `${clientId} ${clientSecret} ${appKey}` };
		for (const status of [200, 302, 400, 401, 403, 404, 409, 429, 500]) {
			const host = new N8nHost(() => Promise.resolve(Response.json(echo, { status })), {});
			const { message } = await press({ ...startServiceTitanWorld(), host });
			for (const secret of [clientId, clientSecret, appKey]) expect(message).not.toContain(secret);
		}
	});

	it('asks for one token and one customer, as the specification has it', async () => {
		const world = startServiceTitanWorld({ customers: 1 });
		await press(world);
		expect(world.simulator.log.entries.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /connect/token',
			`GET /crm/v2/tenant/${TENANT_ID}/customers`,
		]);
	});
});
