import { addPerson, begin, ONE_NODE, THE_TRIGGER, THE_TRIGGER_ALONE } from '../support/world/ways';

const CHANGES = 30_000;
const A_POLL = 5_000;

/** 60 pages and the total, 600 times the phones and e-mails of 50, the export; and tokens. */
const MOST_CALLS = 60 + 600 + 60 + 40;

it.each([THE_TRIGGER, THE_TRIGGER_ALONE, ONE_NODE])(
	'30,000 changes at once all arrive with %s, 5,000 a poll, in a bounded number of calls',
	async (name) => {
		const { world, carry, cursor } = await begin(name);
		const before = await cursor();
		world.serviceTitan.tenant.clock.atOneInstant(() => {
			for (let person = 0; person < CHANGES; person++) addPerson(world, `P${person}, P`);
		});
		world.pass(15);
		world.serviceTitan.log.clear();
		const carried: number[] = [];
		do {
			expect(await cursor()).toEqual(before);
			carried.push(await carry());
		} while (name !== ONE_NODE && (carried.at(-1) ?? 0) >= A_POLL);
		const all = carried.reduce((sum, some) => sum + some, 0);
		// A workflow remembers 5,000 versions: beyond them some may come twice, and no more than that.
		expect(all).toBeGreaterThanOrEqual(CHANGES);
		expect(all).toBeLessThanOrEqual(name === THE_TRIGGER_ALONE ? 2 * CHANGES : CHANGES);
		// The poll that reaches the cap goes on to the border of its page.
		expect(Math.max(...carried)).toBeLessThan(name === ONE_NODE ? CHANGES + 1 : A_POLL + 500);
		expect(world.serviceTitan.log.entries.length).toBeLessThanOrEqual(
			name === THE_TRIGGER_ALONE ? 3 * MOST_CALLS : MOST_CALLS,
		);
		const [{ count } = { count: 0 }] = await world.database.sql`
			select count(distinct crm_id)::int as count from contacts`;
		expect(count).toBe(CHANGES);
		world.pass(15);
		if (name !== THE_TRIGGER_ALONE) expect(await carry()).toBe(0);
		else await carry();
		expect(await cursor()).not.toEqual(before);
		await world.end();
	},
	900_000,
);
