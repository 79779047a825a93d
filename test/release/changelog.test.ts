interface Changelog {
	sectionsOf(text: string): Array<{ name: string; date?: string; notes: string }>;
	newestRelease(text: string): { name: string; date?: string; notes: string } | undefined;
	unreleased(text: string): { notes: string } | undefined;
	notesFor(text: string, version: string, files: string): string;
	withRelease(text: string, release: { version: string; date: string; page: string }): string;
}

const changelog = jest.requireActual<Changelog>('../../release/changelog.cjs');
const { newestRelease, notesFor, sectionsOf, unreleased, withRelease } = changelog;

const text = `# Changelog

Words before the first section.

## [Unreleased]

### Fixed

- A comma.

## [0.2.0] - 2026-12-01

### Added

- [Notes](docs/nodes.md#notes), as in [the guide](https://docs.example/a).

## [0.1.0] - 2026-11-23

The first one.

[Unreleased]: https://github.com/o/r/compare/0.2.0...HEAD
[0.1.0]: https://github.com/o/r/releases/tag/0.1.0
`;

it('reads the sections with their dates and their notes, the links below them left out', () => {
	expect(sectionsOf(text)).toEqual([
		{ name: 'Unreleased', date: undefined, notes: '### Fixed\n\n- A comma.' },
		{ name: '0.2.0', date: '2026-12-01', notes: expect.stringMatching(/^### Added/) },
		{ name: '0.1.0', date: '2026-11-23', notes: 'The first one.' },
	]);
});

it('knows the newest release, and what waits for the next', () => {
	expect(newestRelease(text)?.name).toBe('0.2.0');
	expect(unreleased(text)?.notes).toBe('### Fixed\n\n- A comma.');
	expect(newestRelease('# Changelog\n\n## [Unreleased]\n\n- All of it.\n')).toBeUndefined();
});

it('gives the notes of one version, with links that work on another page', () => {
	expect(notesFor(text, '0.2.0', 'https://github.com/o/r/blob/0.2.0')).toBe(
		'### Added\n\n- [Notes](https://github.com/o/r/blob/0.2.0/docs/nodes.md#notes), as in [the guide](https://docs.example/a).',
	);
	expect(() => notesFor(text, '0.3.0', '')).toThrow('no section for 0.3.0');
});

it('turns what is unreleased into a version, and opens the next', () => {
	const page = 'https://github.com/o/r';
	const released = withRelease(text, { version: '0.3.0', date: '2027-01-05', page });
	expect(sectionsOf(released).map(({ name, date }) => [name, date])).toEqual([
		['Unreleased', undefined],
		['0.3.0', '2027-01-05'],
		['0.2.0', '2026-12-01'],
		['0.1.0', '2026-11-23'],
	]);
	expect(unreleased(released)?.notes).toBe('');
	expect(newestRelease(released)?.notes).toBe('### Fixed\n\n- A comma.');
	expect(released.trim().split('\n').slice(-3)).toEqual([
		`[Unreleased]: ${page}/compare/0.3.0...HEAD`,
		`[0.3.0]: ${page}/releases/tag/0.3.0`,
		`[0.1.0]: ${page}/releases/tag/0.1.0`,
	]);
	expect(() => withRelease(released, { version: '0.4.0', date: '2027-01-06', page })).toThrow(
		'says nothing under',
	);
});
