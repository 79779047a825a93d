import fc from 'fast-check';
import { DateTime } from 'luxon';

import {
	jsonForPostgres,
	oneLine,
	safeFields,
	safeForPostgres,
	safeText,
} from '../../../core/contact/safeText';

describe('text a database can hold', () => {
	it.each<[story: string, text: string, safe: string]>([
		['ordinary text stays', 'Ann Lee', 'Ann Lee'],
		['so does an emoji, which is a pair of surrogates', 'Ann 😀', 'Ann 😀'],
		['and a new line', 'a\nb\tc', 'a\nb\tc'],
		['NUL leaves a mark', 'An\0n', 'An\uFFFDn'],
		['half an emoji leaves a mark', 'Ann \uD83D', 'Ann \uFFFD'],
		['the other half too', '\uDE00 Ann', '\uFFFD Ann'],
		['two halves the wrong way round', '\uDE00\uD83D', '\uFFFD\uFFFD'],
		['a whole one beside a half', '😀\uD83D', '😀\uFFFD'],
	])('%s', (_story, text, safe) => {
		expect(safeText(text)).toBe(safe);
	});

	it('is always well-formed UTF-16 without NUL, and of the same length', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
				const text = String.fromCharCode(...units);
				const safe = safeText(text);
				expect(() => encodeURIComponent(safe)).not.toThrow();
				expect(safe).not.toContain('\0');
				expect(safe).toHaveLength(text.length);
			}),
		);
	});
});

describe('anything of JSON', () => {
	it('is reached at any depth, keys included', () => {
		expect(safeForPostgres({ 'a\0': [1, { b: ['x\0', null, true] }], c: '\uD83D' })).toEqual({
			'a\uFFFD': [1, { b: ['x\uFFFD', null, true] }],
			c: '\uFFFD',
		});
	});

	it('stays the same where there is nothing to replace', () => {
		fc.assert(
			fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
				const plain = JSON.parse(JSON.stringify(value).replace(/\\u0000|\\ud[89a-f]../g, ''));
				expect(safeForPostgres(plain)).toEqual(plain);
			}),
		);
	});

	it.each<[story: string, value: unknown, safe: unknown]>([
		['a date becomes its text', new Date(0), '1970-01-01T00:00:00.000Z'],
		[
			'so does one of luxon’s, as expressions give it',
			DateTime.fromMillis(0, { zone: 'utc' }),
			'1970-01-01T00:00:00.000Z',
		],
		['undefined stays', undefined, undefined],
		['null stays', null, null],
		['a number stays', 1.5, 1.5],
		['a field that is called toJSON is a field', { toJSON: 'x\0' }, { toJSON: 'x\uFFFD' }],
	])('%s', (_story, value, safe) => {
		expect(safeForPostgres(value)).toEqual(safe);
	});

	it('leaves what it was given as it was', () => {
		const given = { a: ['x\0'] };
		safeFields(given);
		expect(given).toEqual({ a: ['x\0'] });
	});

	it('is not led astray by a key called __proto__', () => {
		const safe = safeFields(JSON.parse('{"__proto__": {"x": "y\\u0000"}}'));
		expect(Object.keys(safe)).toEqual(['__proto__']);
		expect(JSON.stringify(safe)).toBe('{"__proto__":{"x":"y\uFFFD"}}');
	});
});

describe('JSON for the database', () => {
	it.each<[story: string, value: object, json: string]>([
		['as it is', { a: ['x', 1, null], b: undefined }, '{"a":["x",1,null]}'],
		['without NUL', { 'k\0': 'x\0' }, '{"k\uFFFD":"x\uFFFD"}'],
		['without halves of pairs', { a: '\uD83D', b: '\uDE00' }, '{"a":"\uFFFD","b":"\uFFFD"}'],
		['with whole pairs', { a: '😀' }, '{"a":"😀"}'],
		['with what only looks like it', { a: '\\u0000 \\ud83d' }, '{"a":"\\\\u0000 \\\\ud83d"}'],
	])('%s', (_story, value, json) => {
		expect(jsonForPostgres(value)).toBe(json);
	});

	it('says of any value what safeFields says of it', () => {
		const text = fc.string({
			unit: fc.constantFrom('a', '\0', '\uD83D', '\uDE00', '\\', 'u', '0', 'd'),
		});
		fc.assert(
			fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text))), (value) => {
				expect(jsonForPostgres(value)).toBe(JSON.stringify(safeFields(value)));
			}),
		);
	});
});

describe('one line', () => {
	it.each<[text: string, line: string]>([
		['  a   b ', 'a b'],
		['a\r\nb\tc', 'a b c'],
		['a\u00A0b', 'a b'],
		['a\u200Bb\u202E', 'ab'],
		['a\0b\u0007c', 'ab c'],
		['\uFEFF', ''],
		['a\uD83D', 'a\uFFFD'],
		['+1 (512) 555-0142', '+1 (512) 555-0142'],
		['Zoë', 'Zoë'],
		['', ''],
	])('%j is %j', (text, line) => {
		expect(oneLine(text)).toBe(line);
	});
});
