import { preferredEmail } from '../../../core/contact/email';
import type { ContactMethod } from '../../../core/servicetitan/contactMethod';

const email = (id: number, value: string | null | undefined, more: object = {}): ContactMethod => ({
	id,
	type: 'Email',
	value,
	...more,
});

describe('the address in one field', () => {
	it.each<[story: string, value: string | null | undefined, address: string | null]>([
		['as it is', 'ann@example.com', 'ann@example.com'],
		['in lower case', 'Ann.Lee@Example.COM', 'ann.lee@example.com'],
		['without white space around', '  ann@example.com\n', 'ann@example.com'],
		['without white space about the @', 'ann @ example.com', 'ann@example.com'],
		['without white space before the @', 'ann @example.com', 'ann@example.com'],
		['without white space behind the @', 'ann@ example.com', 'ann@example.com'],
		['without invisible characters', '\u200Bann@example.com\u202C', 'ann@example.com'],
		['without a full stop at the end', 'ann@example.com.', 'ann@example.com'],
		['without dots at the end', 'ann@example.com...', 'ann@example.com'],
		['without the name before it', 'Ann Lee <ann@example.com>', 'ann@example.com'],
		['without "mailto:"', 'mailto:ann@example.com', 'ann@example.com'],
		['the first of two', 'ann@example.com; bob@example.com', 'ann@example.com'],
		['the first of two with a comma', 'ann@example.com,bob@example.com', 'ann@example.com'],
		['with marks that are allowed', "o'neil+spam_1@ex-ample.co.uk", "o'neil+spam_1@ex-ample.co.uk"],
		['of another alphabet', 'Анна@пример.рф', 'анна@пример.рф'],
		['without a dot: not ours to judge', 'ann@localhost', 'ann@localhost'],
		['that cannot be delivered: not ours to judge', 'none@none.com', 'none@none.com'],
		['none', 'none', null],
		['not available', 'n/a', null],
		['an @ alone', '@', null],
		['nothing before the @', '@example.com', null],
		['nothing after the @', 'ann@', null],
		['only a full stop after the @', 'ann@.', null],
		['empty', '', null],
		['white space', '   ', null],
		['null', null, null],
		['absent', undefined, null],
	])('%s', (_story, value, address) => {
		expect(preferredEmail([email(1, value)])).toBe(address);
	});
});

describe('which of several', () => {
	it.each<[story: string, methods: ContactMethod[], address: string | null]>([
		['none at all', [], null],
		['the one entered first', [email(9, 'new@x.com'), email(3, 'old@x.com')], 'old@x.com'],
		['the first that is one', [email(1, 'none'), email(2, 'ann@x.com')], 'ann@x.com'],
		[
			'not one that was removed',
			[email(1, 'gone@x.com', { active: false }), email(2, 'ann@x.com')],
			'ann@x.com',
		],
		['not one under a phone', [{ id: 1, type: 'Phone', value: 'ann@x.com' }], null],
		[
			'one whose type is written otherwise',
			[{ id: 1, type: 'email', value: 'ann@x.com' }],
			'ann@x.com',
		],
		['not one without a type', [{ id: 1, value: 'ann@x.com' }], null],
	])('%s', (_story, methods, address) => {
		expect(preferredEmail(methods)).toBe(address);
	});

	it('does not change its mind when another one is edited', () => {
		const before = [
			email(1, 'a@x.com', { modifiedOn: '2021-01-01T00:00:00.0000000Z' }),
			email(2, 'b@x.com'),
		];
		const after = [
			before[0],
			email(2, 'b@x.com', { memo: 'work', modifiedOn: '2026-01-01T00:00:00.0000000Z' }),
		];
		expect(preferredEmail(after.flatMap((method) => method ?? []).reverse())).toBe(
			preferredEmail(before),
		);
	});
});
