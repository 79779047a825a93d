import fc from 'fast-check';

import { plainAmericanPhone } from '../../../core/contact/plainAmericanPhone';
import { parseByLibrary } from '../../../transport/vendor/phoneNumber';

const WAYS: Array<(area: string, exchange: string, line: string) => string> = [
	(a, e, l) => `(${a}) ${e}-${l}`,
	(a, e, l) => `(${a})${e}-${l}`,
	(a, e, l) => `${a}-${e}-${l}`,
	(a, e, l) => `${a}.${e}.${l}`,
	(a, e, l) => `${a} ${e} ${l}`,
	(a, e, l) => `${a}${e}${l}`,
	(a, e, l) => `1${a}${e}${l}`,
	(a, e, l) => `1 (${a}) ${e}-${l}`,
	(a, e, l) => `1-${a}-${e}-${l}`,
	(a, e, l) => `+1${a}${e}${l}`,
	(a, e, l) => `+1 ${a} ${e} ${l}`,
	(a, e, l) => `+1.${a}.${e}.${l}`,
];

const AREAS = Array.from({ length: 800 }, (_, index) => String(200 + index));

it('reads each way of writing a number of each area code as the phone library does', () => {
	const lines = [
		['555', '0132'],
		['000', '0000'],
		['911', '1911'],
		['234', '5678'],
	] as const;
	for (const area of AREAS) {
		for (const [index, way] of WAYS.entries()) {
			const [exchange, line] = lines[(Number(area) + index) % lines.length] ?? lines[0];
			const text = way(area, exchange, line);
			const read = plainAmericanPhone(text, 'US');
			expect([text, read]).toEqual([text, parseByLibrary(text, 'US')]);
			expect(read?.e164).toBe(`+1${area}${exchange}${line}`);
		}
	}
});

it('reads nothing that the library reads otherwise', () => {
	const piece = fc.constantFrom(
		...'0123456789'.split(''),
		...'+()-. x',
		'1',
		'415',
		'555',
		'(415) ',
	);
	fc.assert(
		fc.property(fc.array(piece, { minLength: 6, maxLength: 16 }), (pieces) => {
			const text = pieces.join('').trim();
			const read = plainAmericanPhone(text, 'US');
			if (read !== undefined) expect([text, read]).toEqual([text, parseByLibrary(text, 'US')]);
		}),
		{ numRuns: 20_000 },
	);
});

it.each<[story: string, text: string, region: string | undefined]>([
	['another country', '415-555-0132', 'MX'],
	['no country', '415-555-0132', undefined],
	['an area code nobody can have', '115-555-0132', 'US'],
	['an extension', '415-555-0132 x 12', 'US'],
	['a digit too many', '415-555-01321', 'US'],
	['a digit too few', '415-555-013', 'US'],
	['one bracket', '(415 555 0132', 'US'],
	['words', 'ask her', 'US'],
	['other digits', '٤١٥٥٥٥٠١٣٢', 'US'],
	['a line below it', '415-555-0132\n', 'US'],
])('leaves %s to the library', (_story, text, region) => {
	expect(plainAmericanPhone(text, region)).toBeUndefined();
});
