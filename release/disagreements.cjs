const { newestRelease, unreleased } = require('./changelog.cjs');

/**
 * What speaks against publishing this commit under this tag: one sentence each, with what to do.
 * @param {object} said
 * @param {string} said.tag  as it was pushed
 * @param {string} said.repository  `owner/name` of where this runs
 * @param {{version: string, repository: {url: string}}} said.manifest  package.json
 * @param {{version: string}} said.lock  package-lock.json
 * @param {string} said.changelog  the text of CHANGELOG.md
 * @param {string[]} said.frozen  the versions whose migrations are frozen
 */
function disagreements({ tag, repository, manifest, lock, changelog, frozen }) {
	const { version } = manifest;
	const newest = newestRelease(changelog);
	const ours = repositoryOf(manifest.repository.url);
	return [
		!/^\d+\.\d+\.\d+$/.test(version) &&
			`package.json says ${version}: only versions of three numbers are published.`,
		tag !== version &&
			`The tag is ${tag}, package.json says ${version}: the tag has to be the version and nothing more.`,
		lock.version !== version &&
			`package-lock.json says ${lock.version}, package.json ${version}: run \`npm run release\`, it writes both.`,
		newest?.name !== version &&
			`The newest version in CHANGELOG.md is ${newest?.name ?? 'none'}, package.json says ${version}: run \`npm run release\`, it gives the section its name.`,
		newest?.name === version &&
			!/^\d{4}-\d\d-\d\d$/.test(newest.date ?? '') &&
			`The section ${version} of CHANGELOG.md has no date such as 2026-11-23.`,
		newest?.name === version &&
			newest.notes === '' &&
			`The section ${version} of CHANGELOG.md is empty: it becomes the notes of the release.`,
		Boolean(unreleased(changelog)?.notes) &&
			'CHANGELOG.md has lines under "Unreleased", which this release would hold without saying so.',
		!frozen.includes(version) &&
			`The migrations of ${version} are not frozen: run \`npm run release\`, it writes release/frozen/migrations.json.`,
		// npm would refuse the provenance, and only at the very end.
		ours !== repository &&
			`package.json names the repository ${ours}, this is ${repository}: npm publishes with provenance from the named one alone.`,
	].filter(Boolean);
}

const repositoryOf = (url) => url.replace(/^.*github\.com[/:]/, '').replace(/\.git$/, '');

module.exports = { disagreements };
