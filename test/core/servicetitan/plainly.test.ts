import fc from 'fast-check';

import {
	customersContactMethod,
	listedContactMethod,
} from '../../../core/servicetitan/contactMethod';
import { customer, listedCustomer } from '../../../core/servicetitan/customer';

/** Mostly what ServiceTitan sends, now and then anything at all. */
const mostly = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
	fc.oneof(
		{ arbitrary: usual, weight: 12 },
		{ arbitrary: fc.constantFrom(null, undefined), weight: 3 },
		{ arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
	);

const text = mostly(fc.string());
const flag = mostly(fc.boolean());
const number = mostly(fc.double({ noNaN: true }));
const id = mostly(fc.oneof(fc.integer(), fc.nat().map(String)));
const moment = mostly(
	fc.oneof(
		fc
			.date({ noInvalidDate: true, min: new Date('0100-01-01'), max: new Date('9999-01-01') })
			.map((date) => date.toISOString()),
		fc.constantFrom(
			'2026-02-29T00:00:00Z',
			'2024-02-29',
			'2026-03-02T24:00:00Z',
			'2026-03-02T20:35:38.2876004Z',
			'2026-03-02T20:35:60Z',
			'2026-03-02T20:35+02:00',
			'0000-01-01T00:00:00Z',
		),
	),
);

const customers = fc.record(
	{
		id,
		name: text,
		active: flag,
		type: text,
		address: mostly(
			fc.record(
				{
					street: text,
					unit: text,
					city: text,
					state: text,
					zip: text,
					country: text,
					latitude: number,
					longitude: number,
					further: text,
				},
				{ requiredKeys: [] },
			),
		),
		balance: number,
		taxExempt: flag,
		doNotMail: flag,
		tagTypeIds: mostly(fc.array(number, { maxLength: 3 })),
		mergedToId: number,
		createdOn: moment,
		modifiedOn: moment,
		customFields: fc.jsonValue({ maxDepth: 1 }),
	},
	{ requiredKeys: ['id'] },
);

const methods = fc.record(
	{
		id,
		customerId: id,
		type: text,
		value: text,
		memo: text,
		modifiedOn: moment,
		createdOn: moment,
		phoneSettings: mostly(fc.record({ phoneNumber: text, doNotText: flag }, { requiredKeys: [] })),
		active: flag,
		preferences: fc.jsonValue({ maxDepth: 1 }),
	},
	{ requiredKeys: ['id', 'customerId'] },
);

it.each([
	['a customer', customers, customer, listedCustomer],
	['a contact method', methods, customersContactMethod, listedContactMethod],
] as const)('reads %s as the schema does, whatever is sent', (_, sent, schema, listed) => {
	let read = 0;
	fc.assert(
		fc.property(fc.oneof({ arbitrary: sent, weight: 9 }, fc.jsonValue() as never), (record) => {
			const expected = schema.safeParse(record);
			const given = listed.safeParse(record);
			read += Number(expected.success);
			if (expected.success) expect(given.data).toEqual(expected.data);
			else expect(given.data?.unreadable ?? given.error).toBeDefined();
		}),
		{ numRuns: 3_000 },
	);
	expect(read).toBeGreaterThan(200);
});
