/** Comments, strings, quoted names, white space, and everything else. */
const TOKENS = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\s+|[^\s'"/-]+|[-/]/g;

/**
 * SQL on one line, without its comments. n8n's table shows line ends as "\n", and whoever copies SQL from there
 * copies those two characters with it; on one line there is nothing to go wrong.
 * Strings and quoted names stay as they are; bodies between dollar signs are SQL like the rest.
 */
export function oneLine(sql: string): string {
	const tokens: string[] = [];
	for (const token of sql.match(TOKENS) ?? []) {
		const isGap = /^(--|\/\*|\s)/.test(token);
		if (!isGap) tokens.push(token);
		else if (tokens.at(-1) !== ' ') tokens.push(' ');
	}
	return tokens.join('').trim();
}
