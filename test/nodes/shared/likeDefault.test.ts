import { likeDefault } from '../../../nodes/shared/likeDefault';

/** What expressions, forms, spreadsheets and AI agents give for a field. */
describe('what a field gave is read as the kind of value its default is', () => {
	it.each<[given: unknown, usual: boolean, read: boolean]>([
		[true, false, true],
		[false, true, false],
		['true', false, true],
		[' TRUE ', false, true],
		['yes', false, true],
		['1', false, true],
		[1, false, true],
		['false', true, false],
		['no', true, false],
		['0', true, false],
		[0, true, false],
		['', true, true],
		[null, true, true],
		[undefined, false, false],
	])('%p, where %p is usual: %p', (given, usual, read) => {
		expect(likeDefault('Dry Run', given, usual)).toBe(read);
	});

	it.each<[given: unknown, read: number]>([
		[7, 7],
		['7', 7],
		[' 7.5 ', 7.5],
		[0, 0],
		['0', 0],
		['', 10],
		[null, 10],
		[undefined, 10],
	])('%p, where 10 is usual: %p', (given, read) => {
		expect(likeDefault('Limit', given, 10)).toBe(read);
	});

	it.each<[given: unknown, usual: boolean | number, message: RegExp]>([
		['maybe', false, /is neither true nor false.*Dry Run/s],
		[{ on: true }, false, /is neither true nor false/],
		['many', 10, /is no number.*Dry Run/s],
		[' ', 10, /is no number/],
		[{}, 10, /is no number/],
	])('%p is refused, and the field is named', (given, usual, message) => {
		expect(() => likeDefault('Dry Run', given, usual)).toThrow(message);
	});

	it('text stays as it is', () => {
		expect(likeDefault('Name', 'true', '')).toBe('true');
	});
});
