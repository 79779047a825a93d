import fc from 'fast-check';

import { preferredPhone, type ParsePhone } from '../../../core/contact/phone';
import type { ContactMethod } from '../../../core/servicetitan/contactMethod';
import { parsePhone } from '../../../transport/vendor/phoneNumber';

const entry = (
	id: number,
	type: string,
	value: string | null,
	more: object = {},
): ContactMethod => ({
	id,
	type,
	value,
	...more,
});
const mobile = (id: number, value: string | null, more: object = {}) =>
	entry(id, 'MobilePhone', value, more);
const landline = (id: number, value: string | null, more: object = {}) =>
	entry(id, 'Phone', value, more);
const fax = (id: number, value: string | null) => entry(id, 'Fax', value);
const settings = (phoneNumber: string | null, doNotText: boolean | null) => ({
	phoneSettings: { phoneNumber, doNotText },
});

const preferred = (methods: ContactMethod[], regions = ['US']) =>
	preferredPhone(methods, regions, parsePhone);

describe('which number', () => {
	it.each<[story: string, methods: ContactMethod[], phone: string | null]>([
		['none at all', [], null],
		['the only one', [landline(1, '(415) 555-0132')], '+14155550132'],
		[
			'a mobile before a landline',
			[landline(1, '4155550132'), mobile(2, '4155550199')],
			'+14155550199',
		],
		['never a fax', [fax(1, '4155550132')], null],
		[
			'a landline rather than a fax',
			[fax(1, '4155550132'), landline(2, '4155550199')],
			'+14155550199',
		],
		['the one entered first', [mobile(9, '4155550132'), mobile(3, '4155550199')], '+14155550199'],
		[
			'not one that was removed',
			[mobile(1, '4155550132', { active: false }), mobile(2, '4155550199')],
			'+14155550199',
		],
		[
			'not an empty one',
			[mobile(1, '  '), mobile(2, null), landline(3, '4155550199')],
			'+14155550199',
		],
		['a readable one before "n/a"', [mobile(1, 'n/a'), landline(2, '4155550199')], '+14155550199'],
		[
			'the text where no number can be read',
			[mobile(1, ' ask \u0007at\0 the  desk '), landline(2, '555-01')],
			'ask at the desk',
		],
		['not an e-mail', [entry(1, 'Email', 'ann@x.com')], null],
		['none where every field is empty', [mobile(1, ' '), landline(2, null)], null],
		[
			'the text of the settings where the field is empty and nothing can be read',
			[mobile(1, '', settings('ask Ann', null))],
			'ask Ann',
		],
		['not a type we do not know', [entry(1, 'Pager', '4155550132')], null],
		[
			'the settings’ number where the field is empty',
			[mobile(1, '', settings('4155550132', false))],
			'+14155550132',
		],
		[
			'the settings’ number where the field cannot be read',
			[mobile(1, 'Ann’s', settings('4155550132', null))],
			'+14155550132',
		],
	])('%s', (_story, methods, phone) => {
		expect(preferred(methods).phone).toBe(phone);
	});

	it('does not change its mind when another number is edited', () => {
		const first = mobile(1, '4155550132', { modifiedOn: '2021-01-01T00:00:00.0000000Z' });
		const second = (memo: string, modifiedOn: string) =>
			mobile(2, '4155550199', { memo, modifiedOn });
		const before = preferred([first, second('', '2020-01-01T00:00:00.0000000Z')]);
		const after = preferred([second('work', '2026-01-01T00:00:00.0000000Z'), first]);
		expect(after).toEqual(before);
	});
});

describe('how it is written', () => {
	it.each<[typed: string, regions: string[], phone: string]>([
		['(415) 555-0132', ['US'], '+14155550132'],
		['415.555.0132', ['US'], '+14155550132'],
		['1-415-555-0132', ['US'], '+14155550132'],
		['+1 415 555 0132', ['US'], '+14155550132'],
		['tel:+1-415-555-0132', ['US'], '+14155550132'],
		['415-555-0132 (wife)', ['US'], '+14155550132'],
		['(555) 123-4567', ['US'], '+15551234567'],
		['011 44 20 7946 0958', ['US'], '+442079460958'],
		['+44 20 7946 0958', ['US'], '+442079460958'],
		['020 7946 0958', ['GB', 'US'], '+442079460958'],
		['0412 345 678', ['AU', 'US'], '+61412345678'],
		['(416) 555-0199', ['CA', 'US'], '+14165550199'],
		['(415) 555-0132', ['GB', 'US'], '+14155550132'],
		['(415) 555-0132', ['TX', 'US'], '+14155550132'],
		['\u202A(415) 555-0132\u202C', ['US'], '+14155550132'],
		['555-0132', ['US'], '555-0132'],
		['123', ['US'], '123'],
		['000-000-0000', ['US'], '000-000-0000'],
		['123-456-7890', ['US'], '123-456-7890'],
		['020 7946 0958', ['US'], '020 7946 0958'],
		['call  after\t5', ['US'], 'call after 5'],
	])('%j read by the rules of %j is %s', (typed, regions, phone) => {
		expect(preferred([mobile(1, typed)], regions).phone).toBe(phone);
	});
});

describe('the extension stands apart', () => {
	it.each([
		['415-555-0132 x12'],
		['415-555-0132 ext. 12'],
		['(415) 555-0132 #12'],
		['415-555-0132 extension 12'],
	])('%s', (typed) => {
		expect(preferred([landline(1, typed)])).toEqual({
			phone: '+14155550132',
			forms: ['14155550132', '4155550132'],
			doNotText: null,
			extension: '12',
		});
	});
});

describe('the digits under which somebody may have typed in the same number', () => {
	it.each<[story: string, typed: string, regions: string[], forms: string[]]>([
		['American: with and without the 1', '(415) 555-0132', ['US'], ['14155550132', '4155550132']],
		[
			'British: with 44, bare, with the 0',
			'020 7946 0958',
			['GB'],
			['442079460958', '2079460958', '02079460958'],
		],
		[
			'Hungarian: its trunk prefix is 06',
			'+36 1 234 5678',
			['US'],
			['3612345678', '12345678', '0612345678'],
		],
		[
			'Italian: its 0 belongs to the number',
			'+39 06 1234 5678',
			['US'],
			['390612345678', '0612345678'],
		],
		['an unreadable one: none, a few digits prove nothing', '555-0132', ['US'], []],
	])('%s', (_story, typed, regions, forms) => {
		expect(preferred([mobile(1, typed)], regions).forms).toEqual(forms);
	});
});

describe('whether it may be texted', () => {
	it.each<[story: string, methods: ContactMethod[], doNotText: boolean | null]>([
		['no settings: nobody knows', [mobile(1, '4155550132')], null],
		['null settings: nobody knows', [mobile(1, '4155550132', { phoneSettings: null })], null],
		['declined', [mobile(1, '4155550132', settings('4155550132', true))], true],
		['allowed', [mobile(1, '4155550132', settings('4155550132', false))], false],
		[
			'declined for another number',
			[
				mobile(1, '4155550132', settings(null, false)),
				mobile(2, '4155550199', settings(null, true)),
			],
			false,
		],
		[
			'the same number once declined',
			[
				mobile(1, '4155550132', settings(null, false)),
				landline(2, '+1 (415) 555-0132', settings(null, true)),
			],
			true,
		],
		[
			'the same number, declined on one that was removed',
			[
				mobile(1, '4155550132', settings(null, false)),
				mobile(2, '4155550132', { ...settings(null, true), active: false }),
			],
			false,
		],
		['no number', [], null],
	])('%s', (_story, methods, doNotText) => {
		expect(preferred(methods).doNotText).toBe(doNotText);
	});
});

it('takes whatever the parser says, so that another one can take its place', () => {
	const parse: ParsePhone = (text, region) =>
		region === 'XX' ? { e164: `+99${text}`, national: text } : undefined;
	expect(preferredPhone([mobile(1, '123')], ['US', 'XX'], parse)).toMatchObject({
		phone: '+99123',
		forms: ['99123', '123'],
	});
});

it('gives a number in E.164 or what was typed, whatever was typed', () => {
	const typed = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 300 }),
		fc.stringMatching(/^[\d ()x+.-]{0,30}$/),
	);
	fc.assert(
		fc.property(
			typed,
			fc.constantFrom<string[][]>(['US'], ['GB', 'US'], ['ZZ', 'US']),
			(value, regions) => {
				const { phone, forms } = preferred([mobile(1, value)], regions);
				if (phone === null) return;
				expect(phone).toBe(phone.trim());
				expect(phone).not.toMatch(/\p{Cc}/u);
				if (forms.length > 0) expect(phone).toMatch(/^\+[1-9]\d{5,14}$/);
			},
		),
		{ numRuns: 500 },
	);
});
