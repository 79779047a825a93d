import { Beginnings } from '../../../nodes/ServiceTitanTrigger/beginnings';

it('begins with nothing', () => {
	expect(new Beginnings().progressOf('trigger', undefined)).toBeUndefined();
});

it.each([undefined, null])('stands in for progress that n8n did not keep: %s', (saved) => {
	const beginnings = new Beginnings<string>();
	beginnings.note('trigger', 'published at noon');
	expect(beginnings.progressOf('trigger', saved)).toBe('published at noon');
	expect(beginnings.progressOf('another', saved)).toBeUndefined();
});

it('stays at the first poll, until n8n has kept what a later one handed out', () => {
	const beginnings = new Beginnings<string>();
	beginnings.note('trigger', 'published at noon');
	beginnings.note('trigger', 'a quarter past');
	expect(beginnings.progressOf('trigger', undefined)).toBe('published at noon');
});

it('is over once n8n has kept progress, and begins anew when that is taken away', () => {
	const beginnings = new Beginnings<string>();
	beginnings.note('trigger', 'published at noon');
	expect(beginnings.progressOf('trigger', 'kept')).toBe('kept');
	expect(beginnings.progressOf('trigger', undefined)).toBeUndefined();
});
