import { schemaAge, schemaSentence } from '../../core/schema';

it.each<[applied: unknown, age: string]>([
	['20261101002100', 'same'],
	['20261101002000', 'older'],
	['20261101002101', 'newer'],
	['memory', 'unknown'],
	['2026110100210', 'unknown'],
	['202611010021000', 'unknown'],
	[20261101002100, 'unknown'],
	[null, 'unknown'],
	[undefined, 'unknown'],
])('a database of %p stands to a package of 20261101002100 as: %s', (applied, age) => {
	expect(schemaAge(applied, '20261101002100')).toBe(age);
});

it('is spoken of only where the two do not fit', () => {
	expect(schemaSentence('same')).toBeUndefined();
	expect(schemaSentence('unknown')).toBeUndefined();
	expect(schemaSentence('older')).toMatch(/older than .*\. Run ServiceTitan Sync → Get Setup SQL/);
	expect(schemaSentence('newer')).toMatch(/newer version .*\. Update the package/);
});
