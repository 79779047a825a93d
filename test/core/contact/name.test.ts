import fc from 'fast-check';

import { nameOf } from '../../../core/contact/name';

type Case = [name: string, firstname: string | null, lastname: string | null];

const split = (name: string | null | undefined, type?: string | null) => {
	const { firstname, lastname } = nameOf(name, type);
	return [firstname, lastname];
};

describe('people', () => {
	it.each<Case>([
		['John Smith', 'John', 'Smith'],
		['Smith, John', 'John', 'Smith'],
		['Smith,John', 'John', 'Smith'],
		['Smith , John', 'John', 'Smith'],
		['Smith, John & Mary', 'John & Mary', 'Smith'],
		['Smith, John and Mary', 'John and Mary', 'Smith'],
		['Smith, John & Mary Ann', 'John & Mary Ann', 'Smith'],
		['John & Mary Smith', 'John & Mary', 'Smith'],
		['John&Mary Smith', 'John&Mary', 'Smith'],
		['John and Mary Smith', 'John and Mary', 'Smith'],
		['John/Mary Smith', 'John/Mary', 'Smith'],
		['John & Mary', 'John & Mary', null],
		['John Smith & Mary Jones', 'John & Mary', 'Smith & Jones'],
		['John Smith and Mary Jones', 'John and Mary', 'Smith and Jones'],
		['John Smith & Mary Smith', 'John & Mary', 'Smith'],
		['Smith, John & Jones, Mary', 'John & Mary', 'Smith & Jones'],
		['Smith,John & Jones,Mary', 'John & Mary', 'Smith & Jones'],
		['John Smith&Mary Jones', 'John & Mary', 'Smith & Jones'],
		['John Smith + Mary Jones', 'John + Mary', 'Smith + Jones'],
		['Smith, John, Mary', 'John, Mary', 'Smith'],
		['Anderson, Sandy', 'Sandy', 'Anderson'],
	])('%s', (name, firstname, lastname) => {
		expect(split(name, 'Residential')).toEqual([firstname, lastname]);
	});
});

describe('a single word', () => {
	it.each<Case>([
		['Cher', 'Cher', null],
		['  Cher  ', 'Cher', null],
		['Smith,', null, 'Smith'],
		[', John', 'John', null],
		['Dr. Lee', 'Dr.', 'Lee'],
		['Mr. & Mrs. Smith', 'Mr. & Mrs.', 'Smith'],
		['Smith Jr.', null, 'Smith Jr.'],
		['Smith, Jr.', null, 'Smith Jr.'],
		['Mr.', 'Mr.', null],
		['O’Neil-Wang', 'O’Neil-Wang', null],
	])('%s', (name, firstname, lastname) => {
		expect(split(name)).toEqual([firstname, lastname]);
	});
});

describe('middle names go with the first name, several words of a family name stay together', () => {
	it.each<Case>([
		['John Paul Smith', 'John Paul', 'Smith'],
		['Mary Roland Smith', 'Mary Roland', 'Smith'],
		['Mary Andrea Smith', 'Mary Andrea', 'Smith'],
		['John Q. Smith', 'John Q.', 'Smith'],
		['Smith, John Q.', 'John Q.', 'Smith'],
		['Maria de la Cruz', 'Maria', 'de la Cruz'],
		['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
		['Vincent Willem van Gogh', 'Vincent Willem', 'van Gogh'],
		['Mary St. Clair', 'Mary', 'St. Clair'],
		['Van Nguyen', 'Van', 'Nguyen'],
		['Anh Do', 'Anh', 'Do'],
		['de la Cruz, Maria', 'Maria', 'de la Cruz'],
		['Garcia Marquez, Gabriel', 'Gabriel', 'Garcia Marquez'],
		['John "Johnny" Smith', 'John "Johnny"', 'Smith'],
		['Smith, John (Johnny)', 'John (Johnny)', 'Smith'],
		['李 小龙', '李', '小龙'],
		['José Ñandú', 'José', 'Ñandú'],
	])('%s', (name, firstname, lastname) => {
		expect(split(name)).toEqual([firstname, lastname]);
	});
});

describe('titles go with the first name, suffixes with the last', () => {
	it.each<Case>([
		['John Smith Jr.', 'John', 'Smith Jr.'],
		['John Smith, Jr.', 'John', 'Smith Jr.'],
		['Smith, John Jr.', 'John', 'Smith Jr.'],
		['Smith, John, Jr.', 'John', 'Smith Jr.'],
		['Smith Jr., John', 'John', 'Smith Jr.'],
		['Smith, Jr., John', 'John', 'Smith Jr.'],
		['John Smith III', 'John', 'Smith III'],
		['John Smith Jr., MD', 'John', 'Smith Jr. MD'],
		['JOHN SMITH SR', 'JOHN', 'SMITH SR'],
		['Maria de la Cruz IV', 'Maria', 'de la Cruz IV'],
		['Dr. Jane Lee', 'Dr. Jane', 'Lee'],
		['Lee, Dr. Jane', 'Dr. Jane', 'Lee'],
		['Mr. and Mrs. John Smith', 'Mr. and Mrs. John', 'Smith'],
		['Mr. John Smith & Mrs. Mary Jones', 'Mr. John & Mrs. Mary', 'Smith & Jones'],
		['Mr. John & Mrs. Mary Smith', 'Mr. John & Mrs. Mary', 'Smith'],
		['Mr. and Mrs. van Berg', 'Mr. and Mrs. van', 'Berg'],
		['Dr. Lee & Mary Jones', 'Dr. Lee & Mary', 'Jones'],
		['John Jr. & Mary Jones', 'John Jr. & Mary', 'Jones'],
		['Dr. Jane A. Lee III', 'Dr. Jane A.', 'Lee III'],
		['Malcolm X', 'Malcolm', 'X'],
		['Justin Miss', 'Justin', 'Miss'],
		['& Mr. Smith', '& Mr.', 'Smith'],
		['Mary V', 'Mary', 'V'],
	])('%s', (name, firstname, lastname) => {
		expect(split(name)).toEqual([firstname, lastname]);
	});
});

describe('nothing to split', () => {
	it.each([[''], ['   '], ['\t\n'], [null], [undefined], ['\u200B'], ['\0']])('%j', (name) => {
		expect(split(name)).toEqual([null, null]);
		expect(split(name, 'Commercial')).toEqual([null, null]);
	});

	it.each([[','], ['&'], [' , , '], ['& ,']])('only marks: %j', (name) => {
		expect(() => nameOf(name)).not.toThrow();
	});
});

describe('white space', () => {
	it.each<Case>([
		['  Smith ,   John   &  Mary ', 'John & Mary', 'Smith'],
		['John\u00A0Smith', 'John', 'Smith'],
		['John\nSmith', 'John', 'Smith'],
		['John\u200B \u202ESmith', 'John', 'Smith'],
	])('%j', (name, firstname, lastname) => {
		expect(split(name)).toEqual([firstname, lastname]);
	});
});

describe('a company stays whole, as last name', () => {
	it.each([['Acme Plumbing LLC'], ['Smith, John'], ['Johnson Controls'], ['Wells Fargo, N.A.']])(
		'by its type: %s',
		(name) => {
			expect(split(name, 'Commercial')).toEqual([null, name]);
		},
	);

	it.each([
		['Smith Holdings LLC'],
		['Smith Plumbing, L.L.C.'],
		['Smith, Inc.'],
		['ACME INC'],
		['Smith & Sons'],
		['Smith and Sons'],
		['Smith & Co.'],
		['Smith & Son'],
		['Smith &Sons'],
		['Lee and Daughter'],
		['Lee and Daughters'],
		['Jones Roofing Co'],
		['John Smith dba Smith Roofing'],
		['Smith Family Trust'],
		['The Smith Family'],
		['Estate of John Smith'],
		['City of Springfield'],
		['The Home Depot'],
		['Oak Park Apartments'],
		['Sunset Homeowners Association'],
		['Acme Heating, Cooling & Air'],
	])('by its words, though it was entered as a residence: %s', (name) => {
		expect(split(name, 'Residential')).toEqual([null, name]);
	});

	it.each<Case>([
		['Church, John', 'John', 'Church'],
		['Maria Co', 'Maria', 'Co'],
		['Nguyen The Anh', 'Nguyen The', 'Anh'],
		['Maria - Co', 'Maria -', 'Co'],
		['Hoa Nguyen', 'Hoa', 'Nguyen'],
		['Penny Banks', 'Penny', 'Banks'],
		['Smith & Sonja Parsons', 'Smith & Sonja', 'Parsons'],
		['Theodore Smith', 'Theodore', 'Smith'],
		['Vince Incaviglia', 'Vince', 'Incaviglia'],
	])('but a person is none: %s', (name, firstname, lastname) => {
		expect(split(name, 'Residential')).toEqual([firstname, lastname]);
	});

	it('does not need the type', () => {
		expect(split('Cher')).toEqual(['Cher', null]);
		expect(split('Cher', null)).toEqual(['Cher', null]);
		expect(split('Cher', 'SomethingNew')).toEqual(['Cher', null]);
		expect(split('Cher', 'COMMERCIAL')).toEqual([null, 'Cher']);
	});
});

describe('whatever the name', () => {
	const word = fc.oneof(
		fc.constantFrom(
			'John',
			'Mary',
			'Smith',
			'van',
			'de',
			'Jr.',
			'III',
			'Dr.',
			'&',
			'and',
			',',
			'LLC',
			'+',
		),
		fc.string({ minLength: 1, maxLength: 8 }),
		fc.string({ unit: 'binary', maxLength: 4 }),
	);
	const anyName = fc
		.array(word, { maxLength: 8 })
		.chain((words) => fc.constantFrom(' ', ', ', '  ').map((space) => words.join(space)));

	/** Words in a row of letters and digits; joining words may be told once for several. */
	const wordsOf = (text: string): string[] =>
		(text.replace(/\0|\p{Cf}/gu, '').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).filter(
			(found) => !/^and$/i.test(found),
		);

	it('loses no word of it', () => {
		fc.assert(
			fc.property(anyName, fc.constantFrom('Residential', 'Commercial', null), (name, type) => {
				const kept = new Set(wordsOf(split(name, type).join(' , ')));
				expect(wordsOf(name).filter((found) => !kept.has(found))).toEqual([]);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('gives trimmed text or null, never an empty text', () => {
		fc.assert(
			fc.property(anyName, (name) => {
				for (const part of split(name))
					if (part !== null) expect(part).toBe(part?.trim() || 'text');
			}),
			{ numRuns: 1_000 },
		);
	});

	it('is quick with a name of any length', () => {
		const started = performance.now();
		nameOf('John & '.repeat(5_000));
		nameOf('and '.repeat(5_000));
		nameOf(`${' '.repeat(20_000)}x`);
		nameOf('a, '.repeat(5_000));
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});
