import { KeptMethods } from '../../sync/keptMethods';

const method = (id: number, customerId: number, more: object = {}) => ({
	id,
	customerId,
	type: 'Email',
	value: `${id}@example.com`,
	modifiedOn: '2026-03-02T11:00:00.0000000Z',
	...more,
});

const keep = (...methods: Array<ReturnType<typeof method>>) => {
	const kept = new KeptMethods(3);
	kept.add(methods);
	return kept;
};

it('gives the contact methods of those who are asked for, and of nobody else', () => {
	const kept = keep(method(1, 10), method(2, 10), method(3, 11));
	expect(kept.of([10, 12])?.map(({ id }) => id)).toEqual([1, 2]);
});

it.each<[story: string, later: object, value: string]>([
	['a later copy', { modifiedOn: '2026-03-02T12:00:00.0000000Z' }, 'new'],
	['a later copy of the same instant', {}, 'new'],
	['an older version that comes late', { modifiedOn: '2026-03-02T10:00:00.0000000Z' }, 'old'],
	['a version that says nothing of its age', { modifiedOn: undefined }, 'old'],
])('of %s keeps what is newer', (_, later, value) => {
	const kept = keep(method(1, 10, { value: 'old' }), method(1, 10, { ...later, value: 'new' }));
	expect(kept.of([10])).toMatchObject([{ value }]);
});

it('lets a contact method go over to another customer', () => {
	const kept = keep(method(1, 10), method(1, 11));
	expect([kept.of([10]), kept.of([11])]).toMatchObject([[], [{ id: 1 }]]);
});

it('keeps a removal, and what could not be read', () => {
	const unreadable = { reason: 'value is no text', asSent: { value: 7 } };
	const kept = keep(method(1, 10, { active: false }), method(2, 10, { unreadable }));
	expect(kept.of([10])).toMatchObject([{ active: false }, { unreadable }]);
});

it('leaves out what no contact is made from', () => {
	const kept = keep(method(1, 10, { memo: 'Call after 5pm' }));
	expect(kept.of([10])?.[0]).not.toHaveProperty('memo');
});

it('says when it holds more than it should, and holds none from then on', () => {
	const kept = keep(method(1, 10), method(2, 11), method(3, 12));
	expect([kept.isFull, kept.of([10])]).toMatchObject([false, [{ id: 1 }]]);
	kept.add([method(4, 13)]);
	expect([kept.isFull, kept.all().map(({ id }) => id)]).toEqual([true, [1, 2, 3, 4]]);
	kept.giveUp();
	kept.add([method(5, 14)]);
	expect([kept.isFull, kept.of([14]), kept.all()]).toEqual([false, undefined, []]);
});
