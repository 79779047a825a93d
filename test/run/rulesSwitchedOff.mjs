import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './child.mjs';
import { shippedSources } from './shipped.mjs';

const switches =
	/eslint-(disable|enable)|\/[/*]\s*eslint\s|@ts-(ignore|expect-error|nocheck)|prettier-ignore/;

/** n8n's lint can be told to look away by a comment. @returns whether no comment in what is shipped does */
export function rulesSwitchedOff() {
	const found = shippedSources().flatMap((path) =>
		readFileSync(join(root, path), 'utf8')
			.split('\n')
			.flatMap((line, index) =>
				switches.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [],
			),
	);
	for (const line of found) console.log(line);
	return found.length === 0;
}
