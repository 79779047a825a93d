import { preferredEmail } from '../../../core/contact/email';
import { nameOf } from '../../../core/contact/name';

it.each<[story: string, value: string]>([
	['without an @', 'a'.repeat(1_000_000)],
	['of blanks before an @', `${' '.repeat(1_000_000)}@`],
	['of dots', `a@${'.'.repeat(1_000_000)}x`],
])('a value of a million characters costs no time: %s', (_, value) => {
	const begun = Date.now();
	preferredEmail([{ id: 1, type: 'Email', value }]);
	expect(Date.now() - begun).toBeLessThan(1000);
});

it.each<[story: string, name: string]>([
	['of commas', 'a,'.repeat(500_000)],
	['of joiners', 'a & '.repeat(250_000)],
	['of brackets', '('.repeat(1_000_000)],
	['of one word', 'a'.repeat(1_000_000)],
])('a text of a million characters costs no time and is kept whole: %s', (_, name) => {
	const begun = Date.now();
	expect(nameOf(name)).toEqual({ firstname: null, lastname: name.trim() });
	expect(Date.now() - begun).toBeLessThan(1000);
});
