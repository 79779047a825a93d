/**
 * `node release/check.cjs 1.2.3`: whether this commit may be published under that tag. Needs nothing installed.
 * In GitHub's workflow GITHUB_REPOSITORY says where it runs; elsewhere the repository is not compared.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { disagreements } = require('./disagreements.cjs');

const read = (path) => readFileSync(join(__dirname, '..', path), 'utf8');
const json = (path) => JSON.parse(read(path));

const manifest = json('package.json');
const named = /github\.com[/:](.+?)(\.git)?$/.exec(manifest.repository.url);
const found = disagreements({
	tag: process.argv[2] ?? '',
	repository: process.env.GITHUB_REPOSITORY ?? named?.[1],
	manifest,
	lock: json('package-lock.json'),
	changelog: read('CHANGELOG.md'),
	frozen: Object.keys(json('release/frozen/migrations.json')),
});
for (const sentence of found) console.log(sentence);
console.log(
	found.length === 0
		? `Tag, package.json and CHANGELOG.md agree on ${manifest.version}.`
		: 'Nothing is published.',
);
process.exitCode = found.length === 0 ? 0 : 1;
