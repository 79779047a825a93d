import { parsePhoneNumberFromString } from 'libphonenumber-js';

import { ServiceTitanSimulator } from '../../simulator';
import { START, TestClock } from './caller';

const made = (seed: number, customers = 400) =>
	new ServiceTitanSimulator({ clock: new TestClock(), seed, customers });

const whole = (simulator: ServiceTitanSimulator) =>
	simulator
		.customers()
		.map((customer) => ({ ...customer, contacts: simulator.contactsOf(customer.id) }));

describe('made-up customers', () => {
	it('are the same for the same seed, and others for another', () => {
		expect(whole(made(1))).toEqual(whole(made(1)));
		expect(whole(made(1))).not.toEqual(whole(made(2)));
	});

	it('are many kinds of people and businesses, some without any phone or e-mail', () => {
		const customers = whole(made(1));
		const share = (test: (customer: (typeof customers)[number]) => boolean) =>
			customers.filter(test).length / customers.length;
		expect(share(({ type }) => type === 'Commercial')).toBeGreaterThan(0.08);
		expect(share(({ name }) => name.includes(' & '))).toBeGreaterThan(0.05);
		expect(share(({ name }) => /^[^,]+, [^,]+$/.test(name))).toBeGreaterThan(0.3);
		expect(share(({ contacts }) => contacts.length === 0)).toBeGreaterThan(0.01);
		expect(share(({ contacts }) => contacts.length > 1)).toBeGreaterThan(0.3);
		expect(share(({ active }) => !active)).toBeGreaterThan(0.01);
		expect(share(({ mergedToId }) => mergedToId !== null)).toBeGreaterThan(0);
		expect(share(({ balance }) => balance !== 0)).toBeGreaterThan(0.1);
		expect(share(({ tagTypeIds }) => tagTypeIds.length > 0)).toBeGreaterThan(0.2);
	});

	it('have numbers that are valid in the United States, and no number twice', () => {
		const numbers = whole(made(3, 3000))
			.flatMap(({ contacts }) => contacts)
			.filter(({ type }) => type !== 'Email')
			.map(({ value }) => parsePhoneNumberFromString(value, 'US'));
		expect(numbers.every((number) => number?.isValid() && number.country === 'US')).toBe(true);
		expect(new Set(numbers.map((number) => number?.number)).size).toBe(numbers.length);
	});

	it('changed last more than a day ago, with instants of seven digits', () => {
		const instants = made(1)
			.customers()
			.map(({ modifiedOn }) => modifiedOn);
		expect(instants.every((instant) => Date.parse(instant) <= START - 86_400_000)).toBe(true);
		expect(instants.filter((instant) => /\.\d{7}Z$/.test(instant)).length).toBeGreaterThan(300);
	});
});
