/** Reads CHANGELOG.md in the form of keepachangelog.com: `## [Unreleased]`, then `## [1.2.3] - 2026-11-23`. */
const HEADING = /^## \[?([^\]\s]+)\]?(?: - (.+))?$/;
const LINK_LIST = /\n\[[^\]]+\]: \S+$/gm;

/** @returns {{name: string, date?: string, notes: string}[]} the sections from top to bottom */
function sectionsOf(changelog) {
	const parts = changelog.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
	return parts.map((part) => {
		const [first, ...lines] = part.split('\n');
		const [, name = first.slice(3), date] = HEADING.exec(first.trim()) ?? [];
		return { name, date, notes: `\n${lines.join('\n')}`.replace(LINK_LIST, '').trim() };
	});
}

const isRelease = ({ name }) => name.toLowerCase() !== 'unreleased';

/** The newest section of a version; `undefined` before the first release. */
const newestRelease = (changelog) => sectionsOf(changelog).find(isRelease);

/** What has no version yet. */
const unreleased = (changelog) => sectionsOf(changelog).find((section) => !isRelease(section));

/**
 * The notes of a version, for a page that is not in the repository: links to its files become whole.
 * @param {string} files  the address below which the files of this version are shown
 */
function notesFor(changelog, version, files) {
	const section = sectionsOf(changelog).find(({ name }) => name === version);
	if (!section) throw new Error(`CHANGELOG.md has no section for ${version}.`);
	return section.notes.replaceAll(/\]\((?!\w+:|#)([^)\s]+)\)/g, `](${files}/$1)`);
}

/**
 * The changelog in which what was unreleased is the version, of that day.
 * @param {string} page  the address of the repository
 */
function withRelease(changelog, { version, date, page }) {
	if (!unreleased(changelog)?.notes) {
		throw new Error(
			'CHANGELOG.md says nothing under "## [Unreleased]": write there what is new for users.',
		);
	}
	return changelog
		.replace(/^## \[?Unreleased\]?$/im, `## [Unreleased]\n\n## [${version}] - ${date}`)
		.replace(
			/^\[Unreleased\]: .*$/im,
			`[Unreleased]: ${page}/compare/${version}...HEAD\n[${version}]: ${page}/releases/tag/${version}`,
		);
}

module.exports = { newestRelease, notesFor, sectionsOf, unreleased, withRelease };
