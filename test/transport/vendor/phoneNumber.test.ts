import fc from 'fast-check';

import { parsePhone } from '../../../transport/vendor/phoneNumber';

describe('a number as people type it', () => {
	it.each<
		[typed: string, region: string | undefined, e164: string, national: string, dialled: string]
	>([
		['(415) 555-0132', 'US', '+14155550132', '4155550132', '4155550132'],
		['1 415 555 0132', 'US', '+14155550132', '4155550132', '4155550132'],
		['(416) 555-0199', 'CA', '+14165550199', '4165550199', '4165550199'],
		['020 7946 0958', 'GB', '+442079460958', '2079460958', '02079460958'],
		['0412 345 678', 'AU', '+61412345678', '412345678', '0412345678'],
		['021 123 4567', 'NZ', '+64211234567', '211234567', '0211234567'],
		['06 1 234 5678', 'HU', '+3612345678', '12345678', '0612345678'],
		['+39 06 1234 5678', undefined, '+390612345678', '0612345678', '0612345678'],
		['+44 20 7946 0958', 'US', '+442079460958', '2079460958', '02079460958'],
		['٤١٥٥٥٥٠١٣٢', 'US', '+14155550132', '4155550132', '4155550132'],
	])('%s in %s', (typed, region, e164, national, dialled) => {
		expect(parsePhone(typed, region)).toEqual({ e164, national, dialled });
	});

	it('tells the extension apart from the digits', () => {
		expect(parsePhone('415-555-0132 x 0012', 'US')).toEqual({
			e164: '+14155550132',
			national: '4155550132',
			dialled: '4155550132',
			extension: '0012',
		});
	});

	it.each([
		['an area code of no state today', '+13315550132'],
		['an area code that nobody has yet', '+12335550132'],
		['the area code of films', '+15551234567'],
	])('takes North American numbers by their form: %s', (_story, e164) => {
		expect(parsePhone(e164.slice(2), 'US')?.e164).toBe(e164);
	});
});

describe('what is no number', () => {
	it.each<[typed: string, region: string | undefined]>([
		['', 'US'],
		['ask her', 'US'],
		['123', 'US'],
		['911', 'US'],
		['555-0132', 'US'],
		['000-000-0000', 'US'],
		['123-456-7890', 'US'],
		['415-555-01321', 'US'],
		['+1', 'US'],
		['+999 123 456 789', 'US'],
		['415-555-0132', undefined],
		['415-555-0132', 'ZZ'],
		['415-555-0132', ''],
		['415-555-0132', 'toString'],
		['1'.repeat(5_000), 'US'],
	])('%s in %s', (typed, region) => {
		expect(parsePhone(typed, region)).toBeUndefined();
	});
});

it('is E.164 where it is anything, and reads it again as the same', () => {
	const typed = fc.stringMatching(/^[+]?[\d ().-]{6,18}$/);
	fc.assert(
		fc.property(typed, fc.constantFrom('US', 'GB', 'AU', 'DE', 'HU', 'IT'), (text, region) => {
			const read = parsePhone(text, region);
			if (!read) return;
			expect(read.e164).toMatch(/^\+[1-9]\d{5,14}$/);
			expect(read.e164.endsWith(read.national)).toBe(true);
			expect(parsePhone(read.e164, undefined)?.e164).toBe(read.e164);
		}),
		{ numRuns: 1_000 },
	);
});
