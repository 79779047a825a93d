import fc from 'fast-check';

import { toContactRow } from '../../../core/contact/contact';
import { contactMethod, type ContactMethod } from '../../../core/servicetitan/contactMethod';
import { customer, type Customer } from '../../../core/servicetitan/customer';
import { parsePhone } from '../../../transport/vendor/phoneNumber';

const MODIFIED = '2021-07-19T20:35:38.2876004Z';
const READ = '2021-07-19T20:40:00.0000000Z';

/** A customer with every field, as the specification has it. */
const complete: Customer = {
	id: 410,
	active: true,
	name: 'Smith, John & Mary',
	type: 'Residential',
	address: {
		street: '1 Main St',
		unit: null,
		city: 'Springfield',
		state: 'IL',
		zip: '62701',
		country: 'USA',
		latitude: 39.8,
		longitude: -89.6,
	},
	customFields: [{ typeId: 1, name: 'Gate', value: '12' }],
	balance: 12.5,
	taxExempt: false,
	tagTypeIds: [9, 3, 9],
	doNotMail: false,
	doNotService: true,
	nationalAccount: false,
	createdOn: '2020-01-02T03:04:05.0000000Z',
	createdById: 1,
	modifiedOn: MODIFIED,
	mergedToId: null,
	externalData: [],
};

const methods: ContactMethod[] = [
	{
		id: 2,
		type: 'MobilePhone',
		value: '(217) 555-0132',
		phoneSettings: { phoneNumber: '2175550132', doNotText: true },
	},
	{ id: 3, type: 'Email', value: 'John@Example.com' },
	{ id: 4, type: 'Fax', value: '(217) 555-0199' },
];

const row = (given: Partial<Customer>, contacts?: ContactMethod[], readAt?: string) =>
	toContactRow({ customer: { id: 7, ...given }, contacts, readAt }, parsePhone);

it('turns a complete customer into a complete row', () => {
	expect(toContactRow({ customer: complete, contacts: methods, readAt: READ }, parsePhone)).toEqual(
		{
			crm_id: '410',
			firstname: 'John & Mary',
			lastname: 'Smith',
			phone: '+12175550132',
			email: 'john@example.com',
			phone_forms: ['12175550132', '2175550132'],
			custom_fields: {
				customerType: 'Residential',
				balance: 12.5,
				address: {
					street: '1 Main St',
					unit: null,
					city: 'Springfield',
					state: 'IL',
					zip: '62701',
					country: 'USA',
				},
				tags: [3, 9],
				doNotMail: false,
				doNotService: true,
				doNotText: true,
				phoneExtension: null,
				taxExempt: false,
				nationalAccount: false,
				active: true,
				mergedTo: null,
				customerCreatedOn: '2020-01-02T03:04:05.0000000Z',
			},
			active: true,
			source_modified_on: MODIFIED,
			source_read_at: READ,
		},
	);
});

describe('absent is not empty', () => {
	it('has no key for what was not sent', () => {
		expect(row({})).toEqual({
			crm_id: '7',
			custom_fields: {},
			active: true,
			source_modified_on: null,
			source_read_at: null,
		});
		expect(Object.keys(row({}).custom_fields)).toEqual([]);
	});

	it('has no key for phone and e-mail where nobody asked for them', () => {
		const { custom_fields: fields, ...columns } = toContactRow(
			{ customer: complete, contacts: undefined, readAt: READ },
			parsePhone,
		);
		for (const key of ['phone', 'email', 'phone_forms']) expect(columns).not.toHaveProperty(key);
		for (const key of ['doNotText', 'phoneExtension']) expect(fields).not.toHaveProperty(key);
	});

	it('empties phone and e-mail where the customer has none', () => {
		expect(row({}, [])).toMatchObject({
			phone: null,
			email: null,
			phone_forms: [],
			custom_fields: { doNotText: null, phoneExtension: null },
		});
	});

	it('empties them where all were removed', () => {
		const removed = methods.map((method) => ({ ...method, active: false }));
		expect(row({}, removed)).toMatchObject({ phone: null, email: null });
	});

	it('empties only what is gone', () => {
		expect(row({}, methods.slice(1))).toMatchObject({ phone: null, email: 'john@example.com' });
	});

	it.each<[field: keyof Customer, key: string]>([
		['type', 'customerType'],
		['balance', 'balance'],
		['address', 'address'],
		['tagTypeIds', 'tags'],
		['doNotMail', 'doNotMail'],
		['doNotService', 'doNotService'],
		['taxExempt', 'taxExempt'],
		['nationalAccount', 'nationalAccount'],
		['active', 'active'],
		['mergedToId', 'mergedTo'],
		['createdOn', 'customerCreatedOn'],
	])('a %s of null removes %s, none leaves it alone', (field, key) => {
		expect(row({ [field]: null }).custom_fields).toEqual({ [key]: null });
		expect(row({ [field]: undefined }).custom_fields).toEqual({});
	});

	it('empties the name where it was sent empty, and leaves it alone where it was not sent', () => {
		expect(row({ name: null })).toMatchObject({ firstname: null, lastname: null });
		expect(row({ name: '' })).toMatchObject({ firstname: null, lastname: null });
		expect(row({})).not.toHaveProperty('firstname');
		expect(row({})).not.toHaveProperty('lastname');
	});

	it('keeps false, zero and none apart from null', () => {
		expect(row({ balance: 0, doNotMail: false, tagTypeIds: [] }).custom_fields).toEqual({
			balance: 0,
			doNotMail: false,
			tags: [],
		});
	});
});

describe('whether it is still in use', () => {
	it.each<[story: string, given: Partial<Customer>, active: boolean, fields: object]>([
		['active, so merged no longer', { active: true }, true, { active: true, mergedTo: null }],
		['nobody said', {}, true, {}],
		['null', { active: null }, true, { active: null }],
		['deactivated', { active: false }, false, { active: false }],
		['merged', { active: false, mergedToId: 9 }, false, { active: false, mergedTo: 9 }],
		[
			'merged, whatever its flag says',
			{ active: true, mergedToId: 9 },
			false,
			{ active: false, mergedTo: 9 },
		],
		['merged into nobody', { active: true, mergedToId: 0 }, true, { active: true, mergedTo: null }],
	])('%s', (_story, given, active, fields) => {
		expect(row(given).active).toBe(active);
		expect(row(given).custom_fields).toEqual(fields);
	});
});

describe('the same customer gives the same row', () => {
	it.each<[story: string, a: Partial<Customer>, b: Partial<Customer>]>([
		['tags in another order', { tagTypeIds: [3, 1, 2] }, { tagTypeIds: [2, 3, 1] }],
		['an empty unit, or none', { address: { unit: '' } }, { address: { unit: null } }],
		['a unit that is not there', { address: {} }, { address: { unit: null } }],
		['white space around a line', { address: { unit: ' 4 B ' } }, { address: { unit: '4 B' } }],
		['fields in another order', { balance: 1, type: 'x' }, { type: 'x', balance: 1 }],
		['what we do not keep', { createdById: 1 }, { createdById: 2 }],
	])('%s', (_story, a, b) => {
		expect(JSON.stringify(row(a))).toBe(JSON.stringify(row(b)));
	});

	it('however its contact methods are ordered', () => {
		expect(row({}, [...methods].reverse())).toEqual(row({}, methods));
	});
});

it('reads the phone by the rules of the address’s country', () => {
	const contacts = [{ id: 1, type: 'Phone', value: '020 7946 0958' }];
	expect(row({ address: { country: 'UK' } }, contacts).phone).toBe('+442079460958');
	expect(row({ address: null }, contacts).phone).toBe('020 7946 0958');
});

it('says where its reading decides what is newer, and nothing where its modifiedOn does', () => {
	const read = { customer: complete, contacts: methods, readAt: READ };
	expect(toContactRow({ ...read, newerByReading: true }, parsePhone)).toMatchObject({
		by_reading: true,
	});
	expect(toContactRow(read, parsePhone)).not.toHaveProperty('by_reading');
});

it('keeps the whole name of a company', () => {
	expect(row({ name: 'Smith, Jones & Lee', type: 'Commercial' })).toMatchObject({
		firstname: null,
		lastname: 'Smith, Jones & Lee',
	});
});

describe('whatever comes', () => {
	const odd = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('\0', '\uD83D', 'a@\0b.c', '+\0', '41\uDE005550132', ''),
	);
	const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(fc.option(value), { nil: undefined });
	const anyCustomer = fc.record(
		{
			id: fc.integer({ min: 1 }),
			name: maybe(odd),
			type: maybe(odd),
			active: maybe(fc.boolean()),
			balance: maybe(fc.double({ noNaN: true })),
			address: maybe(
				fc.dictionary(fc.constantFrom('street', 'unit', 'city', 'country'), fc.option(odd)),
			),
			tagTypeIds: maybe(fc.array(fc.integer())),
			mergedToId: maybe(fc.nat()),
			extra: fc.jsonValue(),
		},
		{ requiredKeys: ['id'] },
	);
	const anyMethods = fc.array(
		fc.record(
			{
				id: fc.integer({ min: 1 }),
				type: maybe(fc.constantFrom('Phone', 'MobilePhone', 'Email', 'Fax', 'x')),
				value: maybe(odd),
				active: maybe(fc.boolean()),
				phoneSettings: maybe(
					fc.record({ phoneNumber: maybe(odd), doNotText: maybe(fc.boolean()) }),
				),
			},
			{ requiredKeys: ['id'] },
		),
		{ maxLength: 5 },
	);

	it('gives a row that PostgreSQL can hold', () => {
		fc.assert(
			fc.property(anyCustomer, maybe(anyMethods), (given, contacts) => {
				const written = JSON.stringify(
					toContactRow(
						{
							customer: customer.parse(given),
							contacts: contacts?.map((method) => contactMethod.parse(method)),
							readAt: undefined,
						},
						parsePhone,
					),
				);
				expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/i);
			}),
			{ numRuns: 500 },
		);
	});

	it('never throws on any JSON that is a customer at all', () => {
		const fields = [...Object.keys(customer.shape), 'other'];
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()),
				fc.jsonValue(),
				(given, contacts) => {
					const parsed = customer.safeParse({ ...given, id: 1 });
					const beside = contactMethod.array().nullish().safeParse(contacts);
					if (!parsed.success) return;
					expect(() =>
						toContactRow(
							{
								customer: parsed.data,
								contacts: (beside.success ? beside.data : undefined) ?? undefined,
								readAt: undefined,
							},
							parsePhone,
						),
					).not.toThrow();
				},
			),
			{ numRuns: 1_000 },
		);
	});
});
