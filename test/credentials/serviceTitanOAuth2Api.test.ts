import type { IHttpRequestOptions } from 'n8n-workflow';

import { ServiceTitanOAuth2Api } from '../../credentials/ServiceTitanOAuth2Api.credentials';
import { APP_KEY } from '../../simulator';
import { startServiceTitanWorld } from '../support/n8nHost/serviceTitanWorld';

const JOBS = 'https://api.servicetitan.io/jpm/v2/tenant/1234567890/jobs';

/** A request as n8n's own HTTP Request node sends it with this credential. */
const httpRequestNode = (
	{ host }: ReturnType<typeof startServiceTitanWorld>,
	request: Partial<IHttpRequestOptions> = {},
) => host.httpRequestWithAuthentication('serviceTitanOAuth2Api', { url: JOBS, ...request });

describe('the ServiceTitan credential', () => {
	it('reaches any endpoint of ServiceTitan, both headers included', async () => {
		const world = startServiceTitanWorld({ customers: 2 });
		expect(await httpRequestNode(world)).toMatchObject({ hasMore: false });
		const { log } = world.simulator;
		expect(log.entries.map(({ path }) => path)).toEqual([
			'/connect/token',
			'/jpm/v2/tenant/1234567890/jobs',
		]);
		expect(Object.keys(log.entries[1]?.headers ?? {})).toEqual(
			expect.arrayContaining(['authorization', 'st-app-key']),
		);
	});

	it('keeps the headers the node sets itself', async () => {
		const credential = new ServiceTitanOAuth2Api();
		const { credential: stored } = startServiceTitanWorld();
		const { headers } = await credential.authenticate(stored, {
			url: JOBS,
			headers: { 'X-Mine': '1' },
		});
		expect(headers).toEqual({ 'X-Mine': '1', 'ST-App-Key': APP_KEY });
	});

	it('fetches one token and uses it again', async () => {
		const world = startServiceTitanWorld();
		for (let n = 0; n < 5; n++) await httpRequestNode(world);
		expect(world.simulator.tokens.issued).toBe(1);
	});

	it('fetches a new one when the 15 minutes are over, and sends again', async () => {
		const world = startServiceTitanWorld();
		await httpRequestNode(world);
		world.clock.pass(15 * 60_000);
		expect(await httpRequestNode(world)).toMatchObject({ hasMore: false });
		expect(world.simulator.tokens.issued).toBe(2);
	});

	it('fetches one for many requests that lose theirs together', async () => {
		const world = startServiceTitanWorld();
		await httpRequestNode(world);
		world.simulator.tokens.expireAll();
		await Promise.all(Array.from({ length: 10 }, () => httpRequestNode(world)));
		expect(world.simulator.tokens.issued).toBe(2);
	});

	it("does not use one business's token after the credential was given to another", async () => {
		const world = startServiceTitanWorld();
		const other = { tenantId: 42, clientId: 'cid.other-one', clientSecret: 'cs1.other-secret' };
		world.simulator.addTenant(other);
		world.simulator.switches.wrongTenant = 403;
		await httpRequestNode(world);
		Object.assign(world.credential, { ...other, tenantId: '42' });
		const url = JOBS.replace('1234567890', '42');
		expect(await httpRequestNode(world, { url })).toMatchObject({ hasMore: false });
		expect(world.simulator.tokens.issued).toBe(2);
	});

	it('is told apart by nothing but blanks around what was pasted', async () => {
		const world = startServiceTitanWorld();
		const { credential } = world;
		for (const field of ['clientId', 'clientSecret', 'appKey', 'tenantId'] as const)
			credential[field] = `  ${credential[field]} \n`;
		expect(await httpRequestNode(world)).toMatchObject({ hasMore: false });
	});

	it('serves other modules though the app may not read customers', async () => {
		const world = startServiceTitanWorld();
		world.simulator.tenant.scopes.delete('tn.crm.customers:r');
		expect(await httpRequestNode(world)).toMatchObject({ hasMore: false });
	});

	it.each<[story: string, spoil: (world: ReturnType<typeof startServiceTitanWorld>) => void]>([
		['a wrong secret', ({ credential }) => void (credential.clientSecret = 'cs1.wrong-secret')],
		['no client id', ({ credential }) => void (credential.clientId = '')],
		[
			'a sign-in that is down',
			({ simulator }) => simulator.faults.rate('503', 1, { path: '/connect/token' }),
		],
	])('says in words what is wrong, in the HTTP Request node too: %s', async (_story, spoil) => {
		const world = startServiceTitanWorld();
		spoil(world);
		const shown = await httpRequestNode(world).catch((thrown: Error) => thrown);
		expect(shown).toMatchObject({
			message: expect.stringMatching(/^(The Client ID|ServiceTitan) [a-z ]+/i),
			description: expect.stringMatching(/\.$/),
		});
		expect(JSON.stringify(shown)).not.toContain(world.credential.clientSecret || 'cs1.');
	});
});

describe('what n8n shows of it', () => {
	const { properties } = new ServiceTitanOAuth2Api();
	const named = (name: string) => properties.find((property) => property.name === name);

	it('masks what is secret', () => {
		const masked = properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(masked.map(({ name }) => name)).toEqual([
			'clientSecret',
			'appKey',
			'accessToken',
			'tokenFingerprint',
		]);
	});

	it('hides the token, and n8n knows that it runs out', () => {
		expect(named('accessToken')).toMatchObject({
			type: 'hidden',
			typeOptions: { expirable: true },
		});
	});

	it('asks for addresses in a Custom environment alone', () => {
		for (const name of ['apiUrl', 'authUrl'])
			expect(named(name)?.displayOptions).toEqual({ show: { environment: ['custom'] } });
	});
});
