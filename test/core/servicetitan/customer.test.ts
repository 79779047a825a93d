import { contactMethod, customersContactMethod } from '../../../core/servicetitan/contactMethod';
import { customer } from '../../../core/servicetitan/customer';

it.each<[story: string, more: object]>([
	['a line of its address that is no text', { address: { street: 1 } }],
	['a place that is no number', { address: { latitude: 'north' } }],
	['tags that are no list', { tagTypeIds: 3 }],
	['a date that is none', { modifiedOn: 'soon' }],
])('a customer with %s is refused', (_story, more) => {
	expect(customer.safeParse({ id: 7, ...more }).success).toBe(false);
});

it('keeps of an address what nobody knows', () => {
	const given = { id: 7, address: { street: '1 Main St', floor: 3 } };
	expect(customer.parse(given)).toEqual(given);
});

it.each<[story: string, more: object]>([
	['a number that is no text', { phoneSettings: { phoneNumber: 5125550100 } }],
	['a wish about texts that is neither yes nor no', { phoneSettings: { doNotText: 'never' } }],
])('a contact method with %s is refused', (_story, more) => {
	expect(contactMethod.safeParse({ id: 7, ...more }).success).toBe(false);
});

it('a contact method from a list over many customers says whose it is', () => {
	expect(customersContactMethod.parse({ id: 1, customerId: '7' })).toEqual({
		id: 1,
		customerId: 7,
	});
	expect(customersContactMethod.safeParse({ id: 1 }).success).toBe(false);
});
