import type { IDataObject } from 'n8n-workflow';

import { addPeople, leaseEnds } from '../support/world/changes';
import { startWorld, type World } from '../support/world/world';

/**
 * The questions of docs/troubleshooting.md, one story each: the sync is brought into that state, the operation is asked,
 * the way out that it names is taken, and Diagnose finds nothing wrong any more.
 */
describe('the troubleshooting guide', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({ customers: 5 });
		await world.sync('runInitialSync');
		world.pass(24 * 60);
		await world.poll();
	});
	afterEach(async () => await world.end());

	const ask = async (operation: string, parameters: IDataObject = {}) =>
		(await world.sync(operation, parameters))[0] ?? {};
	const health = async (options: IDataObject = {}) => {
		const { open } = await ask('checkHealth', { options });
		return Object.fromEntries(
			(open as Array<{ kind: string; text: string; toDo: string }>).map(
				({ kind, text, toDo }) => [kind, `${text} ${toDo}`] as const,
			),
		);
	};
	const ailing = async () =>
		(await world.sync('diagnose'))
			// Here ServiceTitan's clock runs ahead: the stories let time pass there alone.
			.filter(({ check, status }) => status !== 'ok' && check !== 'summary' && check !== 'clocks')
			.map(({ check }) => check);
	const expectHealthy = async () => expect(await ailing()).toEqual([]);
	const verdictOf = async (value: unknown) =>
		(await ask('explainCustomer', { value: String(value) })).verdict;

	it('How is it? Which contacts came last, and how many an hour?', async () => {
		addPeople(world, 3);
		await world.run();
		const status = await ask('getStatus', { options: { contactsPerHour: true } });
		expect(status).toMatchObject({
			message: expect.stringMatching(/Last good run: .*next/i),
			next_due_at: expect.any(String),
			failing: 0,
			contacts: (await world.contacts()).length,
		});
		expect(status.last_runs).toMatchObject([{ status: 'completed', created: 3 }, {}, {}]);
		const { sql } = world.database;
		const recent = await sql`select crm_id from servicetitan_recent_contacts limit 3`;
		expect(recent).toHaveLength(3);
		const [hour] = await sql`select created from servicetitan_contacts_per_hour`;
		expect(Number(hour?.created)).toBeGreaterThanOrEqual(3);
		await expectHealthy();
	});

	it('It is stuck in "running"', async () => {
		addPeople(world, 1);
		await world.poll();
		await leaseEnds(world);
		expect((await health()).stuck).toMatch(/waits for 1 customer.*Release Run/);
		expect(await ask('releaseRun', { reason: 'n8n was moved' })).toMatchObject({
			message: expect.stringContaining('given up'),
		});
		expect(await world.run()).toMatchObject({ created: 1 });
		expect(await health()).toEqual({});
		await expectHealthy();
	});

	it('Far too many customers at once, one after the other by their ids', async () => {
		addPeople(world, 520);
		await world.sync('runIncrementalSync');
		const { manyChanges } = await health({ mostChanges: 100 });
		expect(manyChanges).toMatch(/changed 520 contacts.*follow one another.*Set Enabled/);
		await ask('setEnabled', { enabled: false });
		await expect(world.sync('runIncrementalSync')).rejects.toThrow(/switched off/);
		expect((await health()).switchedOff).toContain('Set Enabled');
		await ask('setEnabled', { enabled: true });
		expect(await ask('runIncrementalSync')).toMatchObject({ status: 'completed', updated: 0 });
		expect(await health()).toEqual({});
	}, 120_000);

	it('Customer N is not in contacts', async () => {
		const { id } = world.serviceTitan.addCustomer({ name: 'Quiet Person' });
		world.pass(15);
		await world.run();
		const explained = await ask('explainCustomer', { value: String(id) });
		expect(explained).toMatchObject({ contact_id: null });
		expect(explained.message).toMatch(/phone/);
		world.serviceTitan.addContact(id, { type: 'Email', value: 'quiet@example.com' });
		await ask('explainCustomer', { value: String(id), syncItNow: true });
		expect(await verdictOf(id)).toBe('inContacts');
		await expectHealthy();
	});

	it('Nothing runs at all', async () => {
		const credential = world.requests.credentials.serviceTitanOAuth2Api;
		const { appKey } = credential;
		credential.appKey = 'ak1.old';
		await ask('setEnabled', { enabled: false });
		const wrong = await ailing();
		expect(wrong).toEqual(expect.arrayContaining(['appKey', 'enabled']));
		credential.appKey = appKey ?? '';
		await ask('setEnabled', { enabled: true });
		await expectHealthy();
		expect(await ask('runIncrementalSync')).toMatchObject({ status: 'completed' });
	});

	it.each([
		['429', 'denied nothing, but slowed down', /slow down/],
		['403', 'a permission that is missing', /permission|access/],
		['401', 'a token that is refused', /refuses a token/],
	] as const)(
		'Runs fail, with %s: %s',
		async (fault, _story, words) => {
			addPeople(world, 1);
			world.serviceTitan.faults.rate(fault, 1, { path: /customers$/, retryAfterSeconds: 600 });
			await world.sync('runIncrementalSync').catch(() => undefined);
			world.serviceTitan.faults.clear();
			const { last_runs } = await ask('getStatus');
			expect((last_runs as Array<{ failure: string }>)[0]?.failure).toMatch(words);
			expect((await health()).runFailed).toMatch(words);
			expect(await world.run()).toMatchObject({ created: 1 });
			expect(await health()).toEqual({});
			await expectHealthy();
		},
		180_000,
	);

	it('The same person is there twice', async () => {
		addPeople(world, 1);
		await world.run();
		const { sql } = world.database;
		await sql`insert into contacts (workspace_id, firstname, email) values ('45963', 'Person', 'person0@example.com')`;
		expect(await ailing()).toEqual(['duplicates']);
		expect(Object.keys(await health({ lookForDuplicates: true }))).toEqual(['duplicates']);
		await sql`delete from contacts where crm_id is null`;
		expect(await health({ lookForDuplicates: true })).toEqual({});
		await expectHealthy();
	});

	it('The cursor is far behind, and the catch-up is to be skipped', async () => {
		addPeople(world, 3);
		const { cursor } = await world.state();
		const skip = { cursor: new Date().toISOString(), reason: 'A bulk edit that nobody needs' };
		const shown = await ask('resetCursor', skip);
		expect(shown.message).toMatch(/3/);
		expect((await world.state()).cursor).toEqual(cursor);
		await ask('resetCursor', { ...skip, dryRun: false });
		const [reset] = await world.database.sql`
			select note, consumer from servicetitan_sync_runs where mode = 'reset'`;
		expect(reset?.note).toContain('A bulk edit that nobody needs');
		expect(reset?.consumer).toMatchObject({ workflowId: expect.any(String) });
		await ask('runIncrementalSync');
		await expectHealthy();
	});
});
