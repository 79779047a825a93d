import { listedContactMethod } from '../../../core/servicetitan/contactMethod';
import { listedCustomer } from '../../../core/servicetitan/customer';

describe('a record of a list', () => {
	it('is read as it is, fields nobody knows included', () => {
		expect(listedCustomer.parse({ id: '7', name: 'Ada', shoeSize: 38 })).toEqual({
			id: 7,
			name: 'Ada',
			shoeSize: 38,
		});
	});

	it('that is odd keeps its id and its version, and says what is wrong', () => {
		const sent = { id: 7, name: 7, balance: 'a lot', modifiedOn: '2026-03-02T12:00:00Z' };
		expect(listedCustomer.parse(sent)).toEqual({
			id: 7,
			modifiedOn: '2026-03-02T12:00:00.0000000Z',
			unreadable: {
				reason: 'name Expected string, received number; balance Expected number, received string',
				asSent: sent,
			},
		});
	});

	it('names three odd fields at most', () => {
		const sent = { id: 7, name: 1, type: 2, active: 'x', balance: 'y' };
		expect(listedCustomer.parse(sent).unreadable?.reason.split('; ')).toHaveLength(3);
	});

	it.each<[story: string, sent: unknown]>([
		['no id', { name: 'Ada' }],
		['an id that is none', { id: 'seven' }],
		['no record at all', 'Ada'],
		['nothing', null],
	])('with %s is refused', (_, sent) => {
		expect(listedCustomer.safeParse(sent).success).toBe(false);
	});

	it('of contact methods says at least whose it is, and whether it is a removal', () => {
		const sent = { id: 1, customerId: 7, value: 3, active: false };
		expect(listedContactMethod.parse(sent)).toMatchObject({
			id: 1,
			customerId: 7,
			active: false,
			unreadable: { reason: 'value Expected string, received number' },
		});
		expect(listedContactMethod.safeParse({ id: 1, value: 3 }).success).toBe(false);
	});
});
