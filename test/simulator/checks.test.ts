import { Caller } from './caller';

const NO_OPERATION = 'Unable to match incoming request to an operation';

/** A request with everything wrong, put right one thing after the other: the first wrong thing is what is said. */
describe('the order of the checks', () => {
	it('is path, token, app key, tenant, scope, what was asked for, and only then whether it is there', async () => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		simulator.tenant.scopes.delete('tn.crm.customers:w');
		await caller.signIn();
		const wrong = { authorization: 'Bearer made-up', 'st-app-key': 'wrong' };
		const path = '/customers/999/contacts';
		const body = { type: 'Pigeon' };

		caller.tenantId = 42;
		const unknownPath = await caller.call('PUT', path, { body, headers: wrong });
		expect(unknownPath).toMatchObject({ status: 404, body: undefined });
		expect(unknownPath.text).toContain(NO_OPERATION);

		expect((await caller.call('POST', path, { body, headers: wrong })).status).toBe(401);

		simulator.switches.wrongAppKey = 404;
		const wrongKey = await caller.call('POST', path, { body, headers: { 'st-app-key': 'wrong' } });
		expect(wrongKey.text).toContain(NO_OPERATION);

		simulator.switches.wrongTenant = 403;
		expect((await caller.call('POST', path, { body })).body.title).toBe('Forbidden');

		caller.tenantId = 1234567890;
		expect((await caller.call('POST', path, { body })).body).toMatchObject({
			status: 403,
			title: 'Scope validation failed.',
		});

		simulator.tenant.scopes.add('tn.crm.customers:w');
		await caller.signIn();
		const refused = await caller.call('POST', path, { body });
		expect(refused.body).toMatchObject({ status: 400, errors: { type: [expect.any(String)] } });

		const good = { type: 'Phone', value: '5125550100' };
		expect((await caller.call('POST', path, { body: good })).status).toBe(404);

		const { id } = simulator.addCustomer({ active: false });
		const inactive = await caller.call('POST', `/customers/${id}/contacts`, { body: good });
		expect(inactive).toMatchObject({
			status: 409,
			body: { title: `Customer ID = ${id} is not active` },
		});
	});

	it.each([401, 403, 404] as const)(
		'answers a wrong app key or tenant with %s when switched so',
		async (status) => {
			const caller = await Caller.signedIn();
			Object.assign(caller.simulator.switches, { wrongAppKey: status, wrongTenant: status });
			expect((await caller.get('/customers', { 'st-app-key': 'wrong' })).status).toBe(status);
			caller.tenantId = 5;
			expect((await caller.get('/customers')).status).toBe(status);
		},
	);

	it('keeps the businesses of one app apart', async () => {
		const caller = await Caller.signedIn();
		const other = { tenantId: 77, clientId: 'cid.other', clientSecret: 'cs.other' };
		caller.simulator.addTenant(other).addCustomer({ name: 'Theirs' });
		caller.simulator.addCustomer({ name: 'Ours' });
		await caller.signIn({ client_id: 'cid.other', client_secret: 'cs.other' });
		expect((await caller.get('/customers')).status).toBe(403);
		caller.tenantId = 77;
		const { body } = await caller.get('/customers');
		expect(body.data).toMatchObject([{ name: 'Theirs' }]);
	});

	it('tells a missing record from a missing path', async () => {
		const caller = await Caller.signedIn();
		expect((await caller.get('/customers/5')).body).toMatchObject({
			status: 404,
			traceId: expect.any(String),
		});
		expect((await caller.get('/clients/5')).text).toContain(NO_OPERATION);
		caller.simulator.switches.gatewayBody = 'json';
		expect((await caller.get('/clients/5')).body.message).toContain(NO_OPERATION);
	});
});
