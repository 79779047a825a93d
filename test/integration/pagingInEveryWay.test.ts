import {
	addPerson,
	begin,
	complaintOf,
	EVERY_WAY,
	ONE_NODE,
	type Way,
} from '../support/world/ways';

const people = (way: Way, count: number): number[] =>
	Array.from({ length: count }, (_, person) => addPerson(way.world, `Person${person}, P`));
const pagesAsked = ({ world }: Way): number =>
	world.serviceTitan.log
		.to(/\/customers$/)
		.filter(({ query, status }) => !query.includeTotal && status === 200).length;

describe.each(EVERY_WAY)('paging with %s', (name) => {
	let way: Way;
	beforeEach(async () => {
		way = await begin(name);
		way.world.serviceTitan.log.clear();
	});
	afterEach(async () => await way.world.end());

	it.each([
		[1, 10],
		[3, 30],
	])(
		'%i full pages of customers are %i contacts, and the last is the end',
		async (pages, count) => {
			people(way, count);
			way.world.pass(1);
			expect(await way.carry({ pageSize: 10 })).toBe(count);
			expect(pagesAsked(way)).toBe(pages);
			expect(await way.world.contacts()).toHaveLength(count);
			expect(await way.carry({ pageSize: 10 })).toBe(0);
		},
	);

	it.each(['emptyPage', 'samePage'] as const)(
		'%s for ever ends in words, and nothing is lost by it',
		async (kind) => {
			people(way, 30);
			way.world.pass(15);
			const before = await way.cursor();
			way.world.serviceTitan.faults.rate(kind, 1, { path: /tenant\/\d+\/customers$/ });
			expect(await complaintOf(way, { pageSize: 10 })).toMatch(/ServiceTitan/);
			expect(pagesAsked(way)).toBeLessThanOrEqual(4 * 3);
			expect(await way.cursor()).toEqual(before);
			way.world.serviceTitan.faults.clear();
			await way.carry({ pageSize: 10 });
			expect(await way.world.contacts()).toHaveLength(30);
		},
	);

	it('a backlog goes on in the next poll, through edits and a page size that is refused meanwhile', async () => {
		const { serviceTitan } = way.world;
		const ids = people(way, 130);
		way.world.pass(15);
		const before = await way.cursor();
		const options = { pageSize: 60, maxCustomersPerPoll: 60 };
		const first = await way.carry(options);
		expect(first).toBe(name === ONE_NODE ? 130 : 60);
		if (name !== ONE_NODE) expect(await way.cursor()).toEqual(before);
		// What was handed on already, and what was not yet.
		serviceTitan.editCustomer(ids[5] ?? 0, { name: 'Edited, Early' });
		serviceTitan.editCustomer(ids[125] ?? 0, { name: 'Edited, Late' });
		serviceTitan.switches.pageSizeMax = 50;
		for (let poll = 0; poll < 6; poll++) {
			way.world.pass(15);
			await way.carry(options);
		}
		expect(await way.cursor()).not.toEqual(before);
		const contacts = await way.world.contacts();
		expect(contacts.map(({ crm_id }) => Number(crm_id))).toEqual(ids);
		expect(contacts.filter(({ lastname }) => lastname === 'Edited')).toHaveLength(2);
	});
});
