import { readArguments } from '../../bench/arguments';

describe('What the bench is asked to measure', () => {
	it('measures everything five times, with 30,000 customers, unless told otherwise', () => {
		const { repeats, customers, only, sizes, json } = readArguments([]);
		expect({ repeats, customers, json }).toEqual({ repeats: 5, customers: 30_000, json: false });
		expect([...only]).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(sizes).toEqual([1_000, 10_000, 100_000, 1_000_000]);
	});

	it('takes the scenarios by their letters, in any case and with blanks between', () => {
		expect([...readArguments(['--only', 'b, D']).only]).toEqual(['b', 'd']);
	});

	it('can be made small for a try', () => {
		const { repeats, customers, sizes } = readArguments([
			...['--repeats', '1', '--customers', '300', '--sizes', '100,200'],
		]);
		expect({ repeats, customers, sizes }).toEqual({
			repeats: 1,
			customers: 300,
			sizes: [100, 200],
		});
	});

	it.each([
		['a scenario that there is not', ['--only', 'a,x'], /letters of a, b, c, d, e, not "a,x"/],
		['no scenario at all', ['--only', ''], /letters/],
		['no repeat at all', ['--repeats', '0'], /--repeats takes whole numbers/],
		['half a customer', ['--customers', '2.5'], /--customers takes whole numbers/],
		['a size that is a word', ['--sizes', '10,many'], /--sizes takes whole numbers.*"many"/],
	])('refuses %s, and says what it takes', (_story, args, words) => {
		expect(() => readArguments(args)).toThrow(words);
	});
});
