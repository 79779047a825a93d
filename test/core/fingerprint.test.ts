import { fingerprintOf } from '../../core/fingerprint';

it.each([
	['', '811c9dc5'],
	['a', 'e40c292c'],
	['foobar', 'bf9cf968'],
])('the mark of "%s" is that of FNV-1a', (text, published) => {
	expect(parseInt(fingerprintOf(text), 36)).toBe(parseInt(published, 16));
});
