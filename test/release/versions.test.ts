const { isLater } = jest.requireActual<{ isLater(version: string, before?: string): boolean }>(
	'../../release/versions.cjs',
);

it.each<[version: string, before: string | undefined, later: boolean]>([
	['0.1.0', undefined, true],
	['0.1.1', '0.1.0', true],
	['0.10.0', '0.9.9', true],
	['1.0.0', '0.99.99', true],
	['0.1.0', '0.1.0', false],
	['0.9.9', '0.10.0', false],
	['0.2', '0.1.0', false],
	['0.2.0-rc.1', '0.1.0', false],
	['', undefined, false],
])('%s after %s: %s', (version, before, later) => {
	expect(isLater(version, before)).toBe(later);
});
