import { CLIENT_ID, CLIENT_SECRET } from '../../simulator';
import { Caller } from './caller';

const claims = (token: string) =>
	JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('a token', () => {
	it('names the tenant, the environment and the scopes, and is good for 15 minutes', async () => {
		const caller = new Caller();
		const { status, body } = await caller.signIn();
		expect(status).toBe(200);
		expect(body).toMatchObject({ expires_in: 900, token_type: 'Bearer' });
		expect(claims(body.access_token)).toMatchObject({
			tenant: '1234567890',
			env: 'production',
			scope: expect.stringContaining('tn.crm.customers:r'),
		});
	});

	it('is taken one second before its end, and refused with 401 at its end', async () => {
		const caller = await Caller.signedIn();
		caller.clock.pass({ seconds: 899 });
		expect((await caller.get('/customers')).status).toBe(200);
		caller.clock.pass({ seconds: 1 });
		expect((await caller.get('/customers')).status).toBe(401);
	});

	it('lasts as long as the switch says', async () => {
		const caller = new Caller();
		caller.simulator.switches.tokenSeconds = 60;
		const { body } = await caller.signIn();
		const { exp, nbf } = claims(body.access_token);
		expect([body.expires_in, exp - nbf]).toEqual([60, 60]);
	});

	it('can be made to end at any time, and a new one goes on', async () => {
		const caller = await Caller.signedIn();
		caller.simulator.tokens.expireAll();
		expect((await caller.get('/customers')).status).toBe(401);
		await caller.signIn();
		expect((await caller.get('/customers')).status).toBe(200);
		expect(caller.simulator.tokens.issued).toBe(2);
	});

	it.each<[story: string, form: Record<string, string>, code: string]>([
		['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
		['a wrong id', { client_id: 'wrong' }, 'invalid_client'],
		['a blank pasted along', { client_secret: `${CLIENT_SECRET} ` }, 'invalid_client'],
		['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
	])('is refused with 400 for %s', async (_story, form, code) => {
		const caller = new Caller();
		expect(await caller.signIn(form)).toMatchObject({ status: 400, body: { error: code } });
		expect(caller.simulator.tokens.issued).toBe(0);
	});

	it('is given to a form, not to JSON', async () => {
		const { simulator } = new Caller();
		const request = new Request('https://auth.servicetitan.io/connect/token', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ grant_type: 'client_credentials', client_id: CLIENT_ID }),
		});
		expect((await simulator.fetch(request)).status).toBe(400);
	});

	it('of one environment is nothing in the other', async () => {
		const caller = await Caller.signedIn({ environment: 'production' });
		const elsewhere = 'https://api-integration.servicetitan.io/crm/v2/tenant/1234567890/customers';
		expect((await caller.get(elsewhere)).status).toBe(401);
		const integration = new Caller({ environment: 'integration' });
		expect((await integration.signIn()).body).toEqual({ error: 'invalid_client' });
	});
});
