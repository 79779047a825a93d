import { z } from 'zod';

import { addressSchema } from '../../../nodes/ServiceTitan/customer/customerFields';
import { momentIn, neededText } from '../../../nodes/ServiceTitan/fields';

it.each<[given: unknown, instant: string]>([
	['2026-07-01T13:00:00Z', '2026-07-01T13:00:00.0000000Z'],
	['2026-07-01T08:00:00-05:00', '2026-07-01T13:00:00.0000000Z'],
	['2026-07-01T08:00:00', '2026-07-01T13:00:00.0000000Z'],
	['2026-07-01 08:00', '2026-07-01T13:00:00.0000000Z'],
	['2026-07-01', '2026-07-01T05:00:00.0000000Z'],
	['20260701T080000-0500', '2026-07-01T13:00:00.0000000Z'],
	['2026-W27-3T08:00', '2026-07-01T13:00:00.0000000Z'],
	['2026-182', '2026-07-01T05:00:00.0000000Z'],
	['2026-01-15T08:00', '2026-01-15T14:00:00.0000000Z'],
	// Ten thousand of these fit into a millisecond.
	['2021-07-19T20:35:38.2876004Z', '2021-07-19T20:35:38.2876004Z'],
	['2021-07-19T15:35:38.2876004-05:00', '2021-07-19T20:35:38.2876004Z'],
	[new Date('2026-07-01T13:00:00Z'), '2026-07-01T13:00:00.0000000Z'],
])('the date %p is %s in Chicago', (given, instant) => {
	expect(momentIn('America/Chicago').parse(given)).toBe(instant);
});

it.each(['tomorrow', '2026-13-01', '07/01/2026', {}])('%p is no date', (given) => {
	expect(() => momentIn('America/Chicago').parse(given)).toThrow('is no date and time');
});

it.each<[given: unknown, words: string]>([
	[{ first: 'Ann' }, 'is a list or an object'],
	[['Ann'], 'is a list or an object'],
	[null, 'is empty'],
])('%j is no name', (given, words) => {
	expect(() => z.object({ name: neededText }).parse({ name: given })).toThrow(words);
});

it('lines of an address that an expression left empty are empty, and coordinates are not given', () => {
	const given = { city: null, zip: 78701, latitude: '', longitude: null };
	expect(addressSchema.parse(given)).toEqual({ city: '', zip: '78701' });
	expect(addressSchema.parse({ latitude: '30.25', longitude: 0 })).toEqual({
		latitude: 30.25,
		longitude: 0,
	});
});
