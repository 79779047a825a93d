import { addPeople, leaseEnds } from '../support/world/changes';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

interface Step {
	name: string;
	status: string;
	found: string;
	toDo: string;
}

/** Each story: bring a customer into that state, ask, take the way out that is named, and see it right. */
describe('Explain Customer', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.sync('runInitialSync');
		world.pass(60);
	});
	afterEach(async () => await world.end());

	const explain = async (value: unknown, more = {}) =>
		(await world.sync('explainCustomer', { value: String(value), ...more }))[0] ?? {};
	const syncItNow = async (id: number) => await explain(id, { syncItNow: true });
	const stepOf = ({ steps }: object & { steps?: unknown }, name: string) =>
		(steps as Step[]).find((step) => step.name.includes(name));
	const run = async () => (await world.sync('runIncrementalSync'))[0];
	const person = (more: object = {}) =>
		world.serviceTitan.addCustomer({
			name: 'Jane Doe',
			contacts: [
				{ type: 'MobilePhone', value: '(312) 555-0142' },
				{ type: 'Email', value: 'jane@example.com' },
			],
			...more,
		}).id;
	const sql = () => world.database.sql;

	it('one that is there and right: every question is answered, in its order', async () => {
		const id = person();
		await run();
		const explained = await explain(id);
		expect(explained).toMatchObject({
			crm_id: String(id),
			contact_id: expect.any(String),
			verdict: 'inContacts',
			message: expect.stringMatching(/^Jane Doe \(customer \d+\) is in contacts\. It is contact /),
			synced: null,
		});
		const steps = explained.steps as Array<Step & { step: number }>;
		expect(steps.map(({ step, status }) => [step, status])).toEqual(
			Array.from({ length: 12 }, (_, index) => [index + 1, 'ok']),
		);
	});

	it('one that the next run reads, which then brings it', async () => {
		const id = person();
		expect(await explain(id)).toMatchObject({ verdict: 'notReadYet', contact_id: null });
		await run();
		expect(await explain(id)).toMatchObject({ verdict: 'inContacts' });
	});

	it('one that changed before the cursor, brought in by Sync It Now without any run', async () => {
		const id = person();
		world.pass(30);
		const skip = { cursor: new Date(Date.now()).toISOString(), reason: 'A test', dryRun: false };
		await world.sync('resetCursor', skip);
		expect(await explain(id)).toMatchObject({ verdict: 'beforeCursor' });
		const runs = await sql()`select from servicetitan_sync_runs`;
		expect(await syncItNow(id)).toMatchObject({
			verdict: 'inContacts',
			synced: { outcome: 'created' },
			message: expect.stringMatching(/^It was written just now: a new contact\. Jane Doe .* is in/),
		});
		expect(await sql()`select from servicetitan_sync_runs`).toHaveLength(runs.length);
		expect(await world.contacts()).toMatchObject([{ crm_id: String(id), phone: '+13125550142' }]);
	});

	it('one without phone and e-mail, who comes with the phone that it gets', async () => {
		const id = person({ contacts: [{ type: 'Fax', value: '3125550100' }] });
		await run();
		const explained = await explain(id);
		expect(explained).toMatchObject({ verdict: 'noContactMethods' });
		expect(stepOf(explained, 'reached')?.found).toMatch(/1 contact method, but no phone/);
		expect(await syncItNow(id)).toMatchObject({
			synced: { outcome: 'skipped', reason: 'has no phone and no e-mail' },
		});
		world.pass(60);
		world.serviceTitan.addContact(id, { type: 'Phone', value: '3125550101' });
		expect(await syncItNow(id)).toMatchObject({ verdict: 'inContacts' });
	});

	it('one that was merged, and into whom', async () => {
		const [from, into] = [
			person(),
			person({ contacts: [{ type: 'Email', value: 'a@b.example' }] }),
		];
		await run();
		await sql()`delete from contacts where crm_id = ${String(from)}`;
		world.serviceTitan.merge(from, into);
		const [target] = await sql()`select id::text as id from contacts`;
		expect(await explain(from)).toMatchObject({
			verdict: 'merged',
			message: expect.stringContaining(`customer ${into}, who is contact ${String(target?.id)}.`),
		});
	});

	it('one that ServiceTitan does not know', async () => {
		expect(await explain(99_999_999)).toMatchObject({
			verdict: 'unknownCustomer',
			message: expect.stringMatching(/^Customer 99999999 is not in contacts\. ServiceTitan has no/),
		});
	});

	it('one in whose way a row of the same phone stands, and is written once that is gone', async () => {
		await sql()`create unique index one_phone on contacts (workspace_id, phone)`;
		const other = person({ contacts: [{ type: 'MobilePhone', value: '3125550142' }] });
		await run();
		world.pass(15);
		const id = person();
		await run();
		const [row] = await sql()`select id::text as id from contacts where crm_id = ${String(other)}`;
		const explained = await explain(id);
		expect(explained).toMatchObject({
			verdict: 'conflict',
			message: expect.stringContaining(`The same phone or e-mail has contact ${String(row?.id)}.`),
		});
		expect(stepOf(explained, 'fail')).toMatchObject({
			status: 'problem',
			found: expect.stringMatching(/could not be written, once, .* next attempt is due/),
		});
		await sql()`drop index one_phone`;
		expect(await syncItNow(id)).toMatchObject({ verdict: 'inContacts' });
		expect(await sql()`select from servicetitan_sync_failures`).toHaveLength(0);
	});

	it('one that an old key over crm_id alone keeps out, because another workspace has it', async () => {
		const id = person();
		await sql()`create unique index one_crm_id on contacts (crm_id)`;
		const [row] = await sql()`
			insert into contacts (workspace_id, crm_id) values ('another', ${String(id)}) returning id::text as id`;
		expect(await explain(id)).toMatchObject({
			verdict: 'conflict',
			message: expect.stringContaining(`in another workspace, contact ${String(row?.id)}.`),
		});
	});

	it('one whose twins were typed in by hand, linked once a person has chosen', async () => {
		const id = person();
		const twins = await sql()`
			insert into contacts (workspace_id, phone) values (${WORKSPACE}, '312.555.0142'), (${WORKSPACE}, '+1 312 555 0142')
			returning id::text as id`;
		const typed = stepOf(await explain(id), 'typed in');
		expect(typed).toMatchObject({ status: 'warning', found: expect.stringContaining('several') });
		await sql()`update contacts set crm_id = ${String(id)} where id::text = ${String(twins[0]?.id)}`;
		expect(await syncItNow(id)).toMatchObject({
			contact_id: twins[0]?.id,
			verdict: 'possibleTwin',
		});
		await sql()`delete from contacts where crm_id is null`;
		expect(await explain(id)).toMatchObject({ verdict: 'inContacts' });
	});

	it('one that was handed out and never written', async () => {
		await world.poll();
		world.pass(30);
		const id = person();
		world.pass(15);
		expect(await world.poll()).toHaveLength(1);
		expect(await explain(id)).toMatchObject({ verdict: 'awaited' });
		await leaseEnds(world);
		expect(await explain(id)).toMatchObject({
			verdict: 'neverWritten',
			message: expect.stringMatching(/a filter, or a node that removes `sync`/),
		});
		expect(await syncItNow(id)).toMatchObject({ verdict: 'inContacts' });
	});

	it('one that is different, and what is', async () => {
		const id = person();
		await run();
		await sql()`update contacts set phone = '1', metadata = jsonb_set(metadata, '{custom_fields,balance}', '5')`;
		const explained = await explain(id);
		expect(explained).toMatchObject({ verdict: 'different' });
		expect(stepOf(explained, 'same on')?.found).toMatch(/phone, balance/);
		expect((await world.contacts())[0]?.phone).toBe('1');
		expect(await syncItNow(id)).toMatchObject({
			verdict: 'inContacts',
			synced: { outcome: 'updated', changed: ['phone', 'balance'] },
		});
	});

	it('one that waits because the sync is off, and comes when it is on', async () => {
		const id = person();
		await world.sync('setEnabled', { enabled: false });
		expect(await explain(id)).toMatchObject({ verdict: 'syncOff' });
		await world.sync('setEnabled', { enabled: true });
		await run();
		expect(await explain(id)).toMatchObject({ verdict: 'inContacts' });
	});

	it('one from before, while the initial sync has not been run', async () => {
		await sql()`update servicetitan_sync_state set initial_sync_completed = false, last_modified_cursor = null`;
		const id = person();
		world.pass(60);
		await run();
		expect(await explain(id)).toMatchObject({
			verdict: 'initialSyncMissing',
			message: expect.stringContaining('before the cursor'),
		});
		await world.sync('runInitialSync');
		expect(await explain(id)).toMatchObject({ verdict: 'inContacts' });
	});

	describe('found by its contact', () => {
		it.each([
			['phone', '312-555-0142'],
			['email', ' Jane@Example.com '],
		])('the %s of a contact, and of a customer who has none yet', async (findBy, value) => {
			const id = person();
			expect(await explain(value, { findBy })).toMatchObject({
				...{ crm_id: String(id), verdict: 'notReadYet' },
			});
			await run();
			expect(await explain(value, { findBy })).toMatchObject({
				...{ crm_id: String(id), verdict: 'inContacts' },
			});
		});

		it('its id, also of one that was typed in by hand for a customer who is new', async () => {
			const [typed] = await sql()`
				insert into contacts (workspace_id, email) values (${WORKSPACE}, 'Jane@example.com') returning id::text as id`;
			const findBy = 'contactId';
			expect(await explain(typed?.id, { findBy })).toMatchObject({
				...{ crm_id: null, contact_id: typed?.id, verdict: 'typedIn', steps: [] },
			});
			const id = person();
			expect(await explain(typed?.id, { findBy })).toMatchObject({ crm_id: String(id) });
			await run();
			expect(await explain(typed?.id, { findBy })).toMatchObject({
				...{ crm_id: String(id), contact_id: typed?.id, verdict: 'inContacts' },
			});
		});

		it('nobody, and several', async () => {
			const findBy = 'phone';
			expect(await explain('3125550199', { findBy })).toMatchObject({ verdict: 'notFound' });
			const ids = [person(), person()];
			expect(await explain('3125550142', { findBy })).toMatchObject({
				verdict: 'several',
				message: expect.stringContaining(ids.join(', ')),
			});
		});
	});

	describe('while one of the two is away', () => {
		it('ServiceTitan: what the database says is said, the rest is unknown and says why', async () => {
			const id = person();
			await run();
			world.serviceTitan.faults.next(Number.POSITIVE_INFINITY, '403');
			const explained = await explain(id);
			expect(explained).toMatchObject({
				verdict: 'inContacts',
				message: expect.stringMatching(/lacks a permission/),
			});
			const statuses = (explained.steps as Step[]).map(({ status }) => status);
			expect(statuses).toEqual([
				...['ok', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
				...['ok', 'unknown', 'ok', 'ok', 'ok', 'unknown'],
			]);
			expect(await syncItNow(id)).toMatchObject({ synced: { outcome: 'failed' } });
		});

		it('Supabase: what ServiceTitan says is said', async () => {
			const id = person();
			await world.database.breakApi({ kind: 'status', status: 401, body: { message: 'No' } });
			const explained = await explain(id);
			expect(explained).toMatchObject({
				verdict: 'unknown',
				message: expect.stringMatching(/^Whether Jane Doe \(customer \d+\) is in contacts cannot/),
			});
			expect(stepOf(explained, 'reached')).toMatchObject({ status: 'ok' });
			expect(stepOf(explained, 'in contacts')).toMatchObject({ status: 'unknown' });
		});
	});

	it('may be asked by an AI agent, Sync It Now included', async () => {
		const [id = 0] = addPeople(world, 1);
		const agent = { nodeType: 'n8n-nodes-servicetitan-sync.serviceTitanSyncTool' };
		const parameters = { value: String(id), syncItNow: true };
		expect(await world.sync('explainCustomer', parameters, agent)).toMatchObject([
			{ verdict: 'inContacts', synced: { outcome: 'created' } },
		]);
	});
});
