import type { IDataObject } from 'n8n-workflow';

import { startWorld, type World } from '../support/world/world';

describe('ServiceTitan Trigger', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({ customers: 10 });
	});
	afterEach(async () => await world.end());

	const idsOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.id);
	const add = (name = 'Doe, Jane') =>
		world.serviceTitan.addCustomer({ name, contacts: [{ type: 'Email', value: `${name}@x.io` }] })
			.id;

	describe('with its progress in the workflow', () => {
		const staticData: IDataObject = {};
		const poll = async (more: IDataObject = {}) =>
			await world.poll({ staticData }, { cursorStore: 'n8n', ...more });
		beforeEach(async () => {
			for (const key of Object.keys(staticData)) delete staticData[key];
			expect(await poll()).toEqual([]);
			world.pass(30);
			expect(await poll()).toEqual([]);
		});

		it('hands out each change once, with its contact methods, and needs no database', async () => {
			const id = add();
			world.pass(15);
			const items = await poll();
			expect(idsOf(items)).toEqual([id]);
			expect(items[0]?.json).toMatchObject({
				contacts: [expect.objectContaining({ type: 'Email' })],
				sync: { event: 'created' },
			});
			expect(await poll()).toEqual([]);
			expect((await world.database.calls()).filter(({ path }) => /start_run/.test(path))).toEqual(
				[],
			);
		});

		it('reads the same window again after a poll that failed', async () => {
			const id = add();
			world.pass(15);
			world.serviceTitan.faults.rate('403', 1, { path: '/customers' });
			await expect(poll()).rejects.toThrow();
			world.serviceTitan.faults.clear();
			expect(idsOf(await poll())).toEqual([id]);
		});

		it('carries a capped window on with the next poll', async () => {
			const wanted = Array.from({ length: 25 }, (_, number) => add(`P${number}`));
			world.pass(15);
			const options = { maxCustomersPerPoll: 10, pageSize: 10 };
			const got = [
				...idsOf(await poll({ options })),
				...idsOf(await poll({ options })),
				...idsOf(await poll({ options })),
			];
			expect(got).toEqual(wanted);
			expect(await poll({ options })).toEqual([]);
		});

		it('says so when its saved progress cannot be read, and leaves it', async () => {
			staticData.progress = { version: 1, cursor: 'yesterday' };
			await expect(poll()).rejects.toThrow(/saved progress cannot be read/);
			expect(staticData.progress).toEqual({ version: 1, cursor: 'yesterday' });
		});
	});

	describe('with its progress in Supabase', () => {
		beforeEach(async () => {
			await world.poll();
			world.pass(60);
			await world.run();
		});

		it.each<[triggerOn: string, expected: 'new' | 'old' | 'both']>([
			['created', 'new'],
			['updated', 'old'],
			['createdOrUpdated', 'both'],
		])('hands out on "%s" the %s ones', async (triggerOn, expected) => {
			const old = world.serviceTitan.customers()[0]?.id ?? 0;
			world.serviceTitan.addNote(old, 'called');
			const fresh = add();
			world.pass(15);
			const ids = idsOf(await world.poll({}, { triggerOn }));
			expect(ids).toEqual({ new: [fresh], old: [old], both: [old, fresh] }[expected]);
		});

		it('hands out at most what the cap allows; the cursor waits until the window is drained', async () => {
			const wanted = Array.from({ length: 25 }, (_, number) => add(`P${number}`));
			world.pass(15);
			const before = (await world.state()).cursor;
			const parameters = { options: { maxCustomersPerPoll: 10, pageSize: 10 } };
			const got: unknown[] = [];
			for (let poll = 0; poll < 3; poll++) {
				expect((await world.state()).cursor).toEqual(before);
				const items = await world.poll({}, parameters);
				got.push(...idsOf(items));
				await world.upsert(items);
			}
			expect(got).toEqual(wanted);
			await world.poll({}, parameters);
			expect((await world.state()).cursor).not.toEqual(before);
			expect(await world.contacts()).toHaveLength(25);
		});

		it('hands out a page at least when its time is short', async () => {
			Array.from({ length: 25 }, (_, number) => add(`P${number}`));
			world.pass(15);
			const parameters = { options: { pageSize: 10 } };
			expect(await world.poll({ budgetMs: () => 0 }, parameters)).toHaveLength(10);
		});

		it('leaves out what people do not use when asked to simplify, and keeps what the upsert needs', async () => {
			add();
			world.pass(15);
			const items = await world.poll({}, { simplify: true });
			expect(items[0]?.json).not.toHaveProperty('externalData');
			expect(items[0]?.json).not.toHaveProperty('createdById');
			expect((await world.upsert(items)).summary).toMatchObject({ created: 1 });
			const [contact] = await world.contacts();
			expect(contact?.metadata.custom_fields).toHaveProperty('customerType');
		});

		it('does nothing outside the hours of the workspace, and hands out all at opening', async () => {
			const id = add();
			world.pass(15);
			// 12 hours that do not hold this moment, by the database's own zone.
			const hour = new Date().getUTCHours();
			const pad = (value: number) => String(value % 24).padStart(2, '0');
			const closed = { from: `${pad(hour + 6)}:00`, to: `${pad(hour + 10)}:00` };
			await world.database.sql`
				update servicetitan_sync_state
				set timezone = 'UTC', business_hours = ${world.database.sql.json(closed)}`;
			world.serviceTitan.log.clear();
			expect(await world.poll({}, { onlyBusinessHours: true })).toEqual([]);
			expect(world.serviceTitan.log.entries).toEqual([]);
			const open = { from: '00:00', to: '23:59', timezone: 'UTC' };
			const items = await world.poll({}, { onlyBusinessHours: true, businessHours: open });
			expect(idsOf(items)).toEqual([id]);
		});

		it('says in words that hours cannot be read', async () => {
			const businessHours = { from: '6 am', to: '20:00', timezone: 'UTC', days: ['monday'] };
			await expect(world.poll({}, { onlyBusinessHours: true, businessHours })).rejects.toThrow(
				/business hours cannot be read/,
			);
		});

		it('stays silent in its first poll about an outage, and reports it with the next', async () => {
			world.serviceTitan.faults.rate('500', 1, { path: '/customers' });
			const broken = { nodeId: 'fresh', workflowId: 'w1' };
			await world.sync('releaseRun', { takeOver: true });
			expect(await world.poll(broken)).toEqual([]);
			expect(await world.state()).toMatchObject({ sync_status: 'failed' });
			world.serviceTitan.faults.clear();
			add();
			world.pass(15);
			expect(await world.poll(broken)).toHaveLength(1);
		});

		it('polls quietly while the sync is switched off', async () => {
			add();
			world.pass(15);
			await world.database.sql`update servicetitan_sync_state set sync_enabled = false`;
			expect(await world.poll()).toEqual([]);
			await world.database.sql`update servicetitan_sync_state set sync_enabled = true`;
			expect(await world.poll()).toHaveLength(1);
		});

		it('has a token renewed in mid-run', async () => {
			Array.from({ length: 12 }, (_, number) => add(`P${number}`));
			world.pass(15);
			// The quarter of an hour ended the first token; the second ends after the first page.
			const issued = world.serviceTitan.tokens.issued;
			world.serviceTitan.world.afterAnswer = ({ path }) => {
				if (path.endsWith('/tenant/1234567890/customers')) world.serviceTitan.tokens.expireAll();
			};
			expect(await world.poll()).toHaveLength(12);
			expect(world.serviceTitan.tokens.issued).toBe(issued + 2);
		});
	});
});
