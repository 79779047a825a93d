const { createHash } = require('node:crypto');

/**
 * Migrations that were published are never edited: databases have them, and are told by their timestamps alone
 * what they lack.
 * @typedef {Record<string, Record<string, string>>} Frozen  version of the package → file → SHA-256 of its text
 */

/** @param {Map<string, string>} files  name → text */
const hashesOf = (files) =>
	Object.fromEntries(
		[...files]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]),
	);

/** @returns {Frozen} with the migrations that this version is the first to have */
function freezeMigrations(frozen, version, files) {
	if (frozen[version]) throw new Error(`The migrations of ${version} are frozen already.`);
	const problems = migrationProblems(frozen, files);
	if (problems.length > 0) throw new Error(problems.join('\n'));
	const known = published(frozen);
	const added = Object.entries(hashesOf(files)).filter(([name]) => !known.has(name));
	return { ...frozen, [version]: Object.fromEntries(added) };
}

/** @returns {string[]} one sentence for each migration that does not keep the rule, with what to do */
function migrationProblems(frozen, files) {
	const known = published(frozen);
	const now = hashesOf(files);
	const newest = [...known.keys()].sort().at(-1) ?? '';
	const lost = [...known].filter(([name]) => !(name in now));
	const edited = [...known].filter(([name, { hash }]) => name in now && now[name] !== hash);
	const late = Object.keys(now).filter((name) => !known.has(name) && name <= newest);
	return [
		...lost.map(
			([name, { version }]) =>
				`${name} was published with ${version} and is gone: put it back under this name.`,
		),
		...edited.map(
			([name, { version }]) =>
				`${name} was published with ${version} and has been edited since, which databases that have it never see: put it back as it was, and write the change into a new migration.`,
		),
		...late.map(
			(name) =>
				`${name} sorts before ${newest}, which is published: databases that have that one would never get it. Give it a later timestamp.`,
		),
	];
}

/** @returns {Map<string, {version: string, hash: string}>} every migration that was published */
const published = (frozen) =>
	new Map(
		Object.entries(frozen).flatMap(([version, hashes]) =>
			Object.entries(hashes).map(([name, hash]) => [name, { version, hash }]),
		),
	);

module.exports = { freezeMigrations, hashesOf, migrationProblems };
