import { recordId } from '../../../core/servicetitan/customer';

it.each<[story: string, given: unknown, id: number]>([
	['a whole number', 410387862, 410387862],
	['its text', '410387862', 410387862],
	['its text with white space around, as it is pasted', ' 410387862\n', 410387862],
	['a single digit', '7', 7],
	['the largest there can be', 9007199254740991, 9007199254740991],
])('takes %s', (_story, given, id) => {
	expect(recordId.parse(given)).toBe(id);
});

it.each<[story: string, given: unknown, says: RegExp]>([
	['nothing', '', /^is no ServiceTitan id$/],
	['words', 'seven', /^is no ServiceTitan id$/],
	['a number in words', 'customer 7', /^is no ServiceTitan id$/],
	['a number with a remark', '7 (old)', /^is no ServiceTitan id$/],
	['a fraction', 7.5, /^is no ServiceTitan id$/],
	['zero', 0, /^is no ServiceTitan id$/],
	['less than nothing', -7, /^is no ServiceTitan id$/],
	['more digits than a number keeps', '90071992547409931', /^is too large for an id$/],
	['a list', [7], /^is no ServiceTitan id$/],
])('refuses %s', (_story, given, says) => {
	const read = recordId.safeParse(given);
	expect(read.error?.issues.map(({ message }) => message).join()).toMatch(says);
});
