import { begunWorld, idsOf } from '../support/world/changes';
import type { World } from '../support/world/world';

describe('a phone that changes within the lookback of its customer', () => {
	let world: World;
	let id: number;
	let phone: number;
	beforeEach(async () => {
		world = await begunWorld();
		({ id } = world.serviceTitan.addCustomer({
			name: 'Doe, Jane',
			contacts: [
				{ type: 'MobilePhone', value: '(512) 555-0101' },
				{ type: 'Email', value: 'jane@example.com' },
			],
		}));
		phone = world.serviceTitan.contactsOf(id)[0]?.id ?? 0;
		world.pass(30);
		await world.run();
		expect(await stored()).toBe('+15125550101');
		world.pass(30);
	});
	afterEach(async () => await world.end());

	const stored = async () => (await world.contacts())[0]?.phone;
	const change = (value: string) => world.serviceTitan.editContact(phone, { value });
	const touch = () => world.serviceTitan.addNote(id, 'called');
	const run = async () => {
		const items = await world.poll();
		return { handedOut: idsOf(items), ...(items.length > 0 ? await world.upsert(items) : {}) };
	};

	it.each([
		['with the export of contact methods', true],
		['without the right to the export', false],
	])('a minute after its customer was written, %s', async (_, exportPermitted) => {
		world.serviceTitan.switches.exportPermitted = exportPermitted;
		touch();
		expect((await run()).handedOut).toEqual([id]);
		world.pass(1);
		change('(512) 555-0102');
		world.pass(1);
		expect((await run()).summary).toMatchObject({ fetched: 1, updated: 1 });
		expect(await stored()).toBe('+15125550102');
		// Both are still inside the lookback: neither is handed out again.
		world.pass(1);
		expect((await run()).handedOut).toEqual([]);
	});

	it('a minute before its customer: one run writes both', async () => {
		change('(512) 555-0102');
		world.pass(1);
		touch();
		expect((await run()).summary).toMatchObject({ fetched: 1, updated: 1 });
		expect(await stored()).toBe('+15125550102');
		world.pass(1);
		expect((await run()).handedOut).toEqual([]);
	});

	it('in the same second as its customer, after that was read', async () => {
		world.serviceTitan.switches.sharedInstant = true;
		touch();
		expect((await run()).handedOut).toEqual([id]);
		change('(512) 555-0102');
		await run();
		expect(await stored()).toBe('+15125550102');
	});

	it('twice, to something else and back: the last word counts each time', async () => {
		touch();
		await run();
		world.pass(1);
		change('(512) 555-0102');
		await run();
		world.pass(1);
		change('(512) 555-0103');
		await run();
		expect(await stored()).toBe('+15125550103');
		world.pass(1);
		change('(512) 555-0101');
		await run();
		expect(await stored()).toBe('+15125550101');
	});

	it('twice in the same second: the last word counts', async () => {
		touch();
		await run();
		world.pass(1);
		world.serviceTitan.switches.sharedInstant = true;
		change('(512) 555-0102');
		change('(512) 555-0103');
		world.pass(1);
		await run();
		expect(await stored()).toBe('+15125550103');
	});

	it('to nothing: it is removed, and the e-mail stays', async () => {
		touch();
		await run();
		world.pass(1);
		world.serviceTitan.removeContact(phone);
		world.pass(1);
		expect((await run()).summary).toMatchObject({ fetched: 1, updated: 1 });
		expect((await world.contacts())[0]).toMatchObject({ phone: null, email: 'jane@example.com' });
	});

	it('removed and given again', async () => {
		touch();
		await run();
		world.pass(1);
		world.serviceTitan.removeContact(phone);
		await run();
		world.serviceTitan.addContact(id, { type: 'MobilePhone', value: '(512) 555-0104' });
		world.pass(1);
		await run();
		expect(await stored()).toBe('+15125550104');
	});

	it('while its customers are on their way to the table: the next run brings it', async () => {
		touch();
		const items = await world.poll();
		change('(512) 555-0102');
		await world.upsert(items);
		world.pass(1);
		await run();
		expect(await stored()).toBe('+15125550102');
	});
});
