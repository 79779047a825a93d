interface Said {
	tag: string;
	repository: string;
	manifest: { version: string; repository: { url: string } };
	lock: { version: string };
	changelog: string;
	frozen: string[];
}

const { disagreements } = jest.requireActual<{ disagreements(said: Said): string[] }>(
	'../../release/disagreements.cjs',
);

const agreed: Said = {
	tag: '0.2.0',
	repository: 'o/r',
	manifest: { version: '0.2.0', repository: { url: 'git+https://github.com/o/r.git' } },
	lock: { version: '0.2.0' },
	changelog: '## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n- New.\n\n## [0.1.0] - 2026-11-23\n',
	frozen: ['0.1.0', '0.2.0'],
};

it('a commit on which tag, version, changelog and repository agree may be published', () => {
	expect(disagreements(agreed)).toEqual([]);
});

it.each<[story: string, change: Partial<Said>, sentence: RegExp]>([
	['a tag of another version', { tag: '0.2.1' }, /^The tag is 0\.2\.1, package\.json says 0\.2\.0/],
	['a tag that begins with v', { tag: 'v0.2.0' }, /nothing more/],
	['no tag', { tag: '' }, /^The tag is /],
	['a lock that was forgotten', { lock: { version: '0.1.0' } }, /^package-lock\.json says 0\.1\.0/],
	[
		'a changelog whose newest version is another',
		{ changelog: '## [Unreleased]\n\n## [0.1.0] - 2026-11-23\n\n- Old.\n' },
		/^The newest version in CHANGELOG\.md is 0\.1\.0/,
	],
	[
		'a changelog without any version',
		{ changelog: '## [Unreleased]\n' },
		/is none, package\.json says 0\.2\.0/,
	],
	['a section without a date', { changelog: '## [0.2.0]\n\n- New.\n' }, /has no date/],
	['a section without a line', { changelog: '## [0.2.0] - 2026-12-01\n' }, /is empty/],
	[
		'lines that have no version yet',
		{ changelog: '## [Unreleased]\n\n- Later.\n\n## [0.2.0] - 2026-12-01\n\n- New.\n' },
		/lines under "Unreleased"/,
	],
	['migrations that are not frozen', { frozen: ['0.1.0'] }, /^The migrations of 0\.2\.0 are not/],
	['a fork', { repository: 'other/r' }, /names the repository o\/r, this is other\/r/],
])('%s is refused, in one sentence', (_story, change, sentence) => {
	expect(disagreements({ ...agreed, ...change })).toEqual([expect.stringMatching(sentence)]);
});

it('a version that is not three numbers is refused', () => {
	const manifest = { ...agreed.manifest, version: '0.2.0-rc.1' };
	expect(disagreements({ ...agreed, manifest })).toContainEqual(
		expect.stringMatching(/only versions of three numbers/),
	);
});
