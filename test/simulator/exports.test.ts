import { Caller, idsOf } from './caller';

const RECENT = 'includeRecentChanges=true';

/** Everything an export gives from a place on, and the token it ends with. */
async function drain(caller: Caller, path: string, from = '') {
	const rows: Array<{ id: number; active: boolean }> = [];
	let calls = 0;
	for (let token = from; ; calls += 1) {
		const { body } = await caller.get(`${path}${token && `&from=${token}`}`);
		rows.push(...body.data);
		token = body.continueFrom;
		if (!body.hasMore) return { rows, token, calls: calls + 1 };
	}
}

describe('the export', () => {
	it('gives everything, inactive and deleted included, batch by batch', async () => {
		const caller = await Caller.signedIn({ customers: 30 });
		const { simulator } = caller;
		simulator.switches.exportBatchSize = 7;
		const gone = simulator.addCustomer();
		simulator.deleteCustomer(gone.id);
		const { rows, calls } = await drain(caller, `/export/customers?${RECENT}`);
		expect(new Set(idsOf(rows)).size).toBe(31);
		expect(calls).toBe(5);
		expect(rows.find(({ id }) => id === gone.id)).toMatchObject({ active: false });
		expect((await caller.get(`/customers/${gone.id}`)).status).toBe(404);
		expect(rows.filter(({ active }) => !active).length).toBeGreaterThan(1);
	});

	it('shows a change 15 minutes later, or at once to those who ask for recent changes', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer();
		const show = async (query = '') =>
			idsOf((await caller.get(`/export/customers?${query}`)).body.data);
		expect(await show(RECENT)).toEqual([id]);
		expect(await show()).toEqual([]);
		await caller.later(14.99);
		expect(await show()).toEqual([]);
		await caller.later(0.01);
		expect(await show()).toEqual([id]);
	});

	it('goes on from its token: nothing new, then exactly what changed', async () => {
		const caller = await Caller.signedIn({ customers: 20 });
		const { token } = await drain(caller, '/export/customers?');
		const [customer] = caller.simulator.customers();
		expect((await drain(caller, '/export/customers?', token)).rows).toEqual([]);
		caller.simulator.touch(customer?.id ?? 0);
		await caller.later(15);
		const next = await drain(caller, '/export/customers?', token);
		expect(idsOf(next.rows)).toEqual([customer?.id]);
	});

	it('repeats recent rows until they have aged, or not, as switched', async () => {
		const caller = await Caller.signedIn();
		const { id } = caller.simulator.addCustomer();
		const path = `/export/customers?${RECENT}`;
		const first = await drain(caller, path);
		const second = await drain(caller, path, first.token);
		expect(idsOf(second.rows)).toEqual([id]);
		caller.simulator.switches.exportRepeats = false;
		const third = await drain(caller, path, second.token);
		expect((await drain(caller, path, third.token)).rows).toEqual([]);
		caller.simulator.switches.exportRepeats = true;
		await caller.later(15);
		const aged = await drain(caller, path, second.token);
		expect((await drain(caller, path, aged.token)).rows).toEqual([]);
	});

	it('begins at a date, and ignores every filter beside it', async () => {
		const caller = await Caller.signedIn();
		const [, newer] = ['2026-01-01', '2026-02-01'].map((day) =>
			caller.simulator.addCustomer({ modifiedOn: `${day}T10:00:00Z` }),
		);
		const since = await caller.get('/export/customers?from=2026-01-15');
		expect(idsOf(since.body.data)).toEqual([newer?.id]);
		const filtered = await caller.get('/export/customers?modifiedOnOrAfter=2030-01-01&pageSize=1');
		expect(filtered.body.data).toHaveLength(2);
	});

	it('loses nothing that changes while it is read', async () => {
		const caller = await Caller.signedIn({ customers: 50 });
		const { simulator } = caller;
		simulator.switches.exportBatchSize = 5;
		const ids = idsOf(simulator.customers());
		simulator.world.afterAnswer = () => {
			simulator.touch(ids.shift() ?? 0);
			if (ids.length === 40) simulator.world.afterAnswer = () => undefined;
		};
		const { rows } = await drain(caller, `/export/customers?${RECENT}`);
		expect(new Set(idsOf(rows))).toEqual(new Set(idsOf(simulator.customers())));
		expect(rows.length).toBeGreaterThan(50);
	});

	it('does not go past a change that is not visible yet', async () => {
		const caller = await Caller.signedIn();
		const { simulator } = caller;
		const ids = Array.from({ length: 20 }, () => simulator.addCustomer().id);
		simulator.switches.visibilityLagMs = 60_000;
		simulator.switches.exportRepeats = false;
		for (const id of ids) simulator.touch(id);
		const seen = new Map<number, string>();
		let token = '';
		for (let minute = 0; minute < 3; minute += 1) {
			const drained = await drain(caller, `/export/customers?${RECENT}`, token);
			for (const row of drained.rows as never as Array<{ id: number; modifiedOn: string }>)
				seen.set(row.id, row.modifiedOn);
			token = drained.token;
			caller.clock.pass({ seconds: 30 });
		}
		for (const { id, modifiedOn } of simulator.customers()) expect(seen.get(id)).toBe(modifiedOn);
	});

	it.each(['made-up', 'WyJjb250YWN0cyIsMF0'])('refuses %s as a place to begin', async (from) => {
		const caller = await Caller.signedIn();
		const { status, body } = await caller.get(`/export/customers?from=${from}`);
		expect({ status, fields: Object.keys(body.errors) }).toEqual({ status: 400, fields: ['from'] });
	});

	it('refuses every token while that is switched on, and still begins at a date or at the beginning', async () => {
		const caller = await Caller.signedIn({ customers: 3 });
		const path = '/export/customers/contacts';
		const { token } = await drain(caller, `${path}?`);
		caller.simulator.switches.exportTokensRefused = true;
		const refused = await caller.get(`${path}?from=${token}`);
		expect(refused).toMatchObject({
			status: 400,
			body: { errors: { from: [expect.any(String)] } },
		});
		expect((await caller.get(`${path}?from=2020-01-01`)).status).toBe(200);
		expect((await caller.get(path)).status).toBe(200);
		caller.simulator.switches.reset();
		expect((await caller.get(`${path}?from=${token}`)).status).toBe(200);
	});

	it.each<[story: string, lifeMinutes: number, ageMinutes: number, status: number]>([
		['within its life', 60, 59, 200],
		['at the end of its life', 60, 60, 400],
		['long after', 60, 600, 400],
		['whatever its age, where it lives for ever', Infinity, 10_000_000, 200],
	])('takes a token %s or says that it is too old', async (_story, lifeMinutes, age, status) => {
		const caller = await Caller.signedIn({ customers: 3 });
		const { token } = await drain(caller, '/export/customers?');
		caller.simulator.switches.exportTokenLife = lifeMinutes * 60_000;
		await caller.later(age);
		const answered = await caller.get(`/export/customers?from=${token}`);
		expect(answered.status).toBe(status);
		expect(Object.keys(answered.body.errors ?? {})).toEqual(status === 400 ? ['from'] : []);
	});

	it('renews its token with each batch, though there is nothing new', async () => {
		const caller = await Caller.signedIn({ customers: 3 });
		caller.simulator.switches.exportTokenLife = 60 * 60_000;
		let { token } = await drain(caller, '/export/customers?');
		for (let half = 0; half < 3; half += 1) {
			await caller.later(40);
			({ token } = await drain(caller, '/export/customers?', token));
		}
		await caller.later(60);
		expect((await caller.get(`/export/customers?from=${token}`)).status).toBe(400);
	});

	it('passes over thousands of old changes to the few that count', async () => {
		const caller = await Caller.signedIn({ customers: 3000 });
		const { simulator } = caller;
		const touched = idsOf(simulator.customers()).filter((_, index) => index % 1000 === 7);
		for (const id of touched) simulator.touch(id);
		const since = new Date(caller.clock.now()).toISOString();
		const late = await drain(caller, `/export/customers?${RECENT}`, since);
		expect(idsOf(late.rows)).toEqual(touched);
		const { rows } = await drain(caller, '/export/customers?');
		expect(idsOf(rows)).toHaveLength(2997);
		await caller.later(15);
		const aged = await drain(caller, '/export/customers?');
		expect(idsOf(aged.rows).slice(-3)).toEqual(touched);
	});

	it('can be forbidden, and can refuse its own token', async () => {
		const caller = await Caller.signedIn();
		const { token } = await drain(caller, '/export/customers/contacts?');
		caller.simulator.faults.next(1, 'exportTokenRefused');
		expect((await caller.get(`/export/customers/contacts?from=${token}`)).status).toBe(400);
		caller.simulator.switches.exportPermitted = false;
		expect((await caller.get('/export/customers')).status).toBe(403);
		expect((await caller.get('/customers')).status).toBe(200);
	});
});
