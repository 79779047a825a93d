/** Six projects, so that the quick ones can be run alone. Each says what it needs in its folder's name. */
const project = (displayName, testMatch, more = {}) => ({
	displayName,
	testMatch,
	transform: { '\\.ts$': ['ts-jest', { diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	...more,
});

const anywhere = (folder) => `<rootDir>/test/${folder}/**/*.test.ts`;

module.exports = {
	projects: [
		project(
			'unit',
			[
				...['bench', 'core', 'sync', 'transport', 'nodes', 'credentials', 'simulator'],
				...['release', 'workflows'],
			].map(anywhere),
		),
		project('integration', ['integration', 'supabase'].map(anywhere), {
			globalSetup: '<rootDir>/test/support/supabase/globalSetup.ts',
			globalTeardown: '<rootDir>/test/support/supabase/globalTeardown.ts',
		}),
		project('package', [anywhere('package')]),
		project('n8n', [anywhere('n8n')]),
		project('kills', [anywhere('kills')]),
		project('hosts', [anywhere('hosts')]),
	],
	testTimeout: 60_000,
};
