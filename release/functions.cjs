/**
 * What a package calls in the database. An older package must go on working with a newer database: a function that
 * was published keeps its name and its arguments, and gets new ones with a default only.
 * @typedef {Record<string, Record<string, string>>} Functions
 *   name → argument → type, with a question mark where it has a default
 */
const STATEMENT =
	/create (?:or replace )?function (\w+)\(([\s\S]*?)\)\s*(?:returns|language)|drop function if exists (\w+)\(/g;

/**
 * @param {Map<string, string>} files  migrations, name → text
 * @returns {Functions} as they are when all are applied in the order of their names
 */
function functionsIn(files) {
	const found = new Map();
	const text = [...files]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, sql]) => sql.replaceAll(/--.*$/gm, ''))
		.join('\n');
	for (const [, name, given, dropped] of text.matchAll(STATEMENT)) {
		if (dropped) found.delete(dropped);
		else found.set(name, argumentsOf(given));
	}
	return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** "p_a text, p_b int default 1, out c int" */
const argumentsOf = (given) =>
	Object.fromEntries(
		atCommas(given)
			.map((one) => one.trim())
			.filter((one) => one !== '' && !one.startsWith('out '))
			.map((one) => {
				const [, name, type, optional] = /^(\w+) (.+?)( default .+)?$/s.exec(one) ?? [];
				return [name, optional ? `${type}?` : type];
			}),
	);

/** Commas inside brackets and quotes do not part arguments. */
const atCommas = (given) => given.match(/(?:\([^)]*\)|\[[^\]]*\]|'[^']*'|[^,([']|[([])+/g) ?? [];

/** @returns {string[]} one sentence for each call of an older package that would fail today, with what to do */
function functionProblems(frozen, now) {
	return Object.entries(frozen).flatMap(([name, before]) => {
		const today = now[name];
		if (!today)
			return [`${name} was published and is gone: packages that call it would fail. Put it back.`];
		const gone = Object.entries(before).filter(([argument, type]) => !fits(type, today[argument]));
		const added = Object.entries(today).filter(
			([argument, type]) => !(argument in before) && !type.endsWith('?'),
		);
		return [
			...gone.map(
				([argument, type]) =>
					`${name} was published with ${argument} ${type}, and today has ${today[argument] ?? 'no such argument'}: packages that give it would fail. Keep it, or give the function a new name.`,
			),
			...added.map(
				([argument]) =>
					`${name} demands ${argument}, which published packages do not give: let it have a default.`,
			),
		];
	});
}

/** What had to be given may be left out today, but not the other way round. */
const fits = (before, today) => today === before || today === `${before}?`;

module.exports = { functionProblems, functionsIn };
