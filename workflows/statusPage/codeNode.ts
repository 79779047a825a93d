import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const HEAD = `// Made from workflows/statusPage in the repository of the package, where it is tested. Change it there, or take this
// over and go on by yourself: it needs nothing but what n8n gives to a Code node.`;

const FOOT = `const { query } = $('Open Status Page').first().json;
const items = $input.all().map(({ json }) => json);
const now = $now.toMillis();
return [{ json: statusPage({ items, query, now, zone: $now.zoneName, look: { css, cssHash } }) }];`;

/** What the Code node of the status page holds: the page in one piece, its style sheet, and the call of it. */
export function statusPageCode(): string {
	const css = readFileSync(join(__dirname, 'style.css'), 'utf8');
	const hash = createHash('sha256').update(css).digest('base64');
	const { outputFiles } = buildSync({
		entryPoints: [join(__dirname, 'page.ts')],
		bundle: true,
		write: false,
		// What esbuild does for its other formats n8n's runner of Code nodes does not allow: it guards defineProperty.
		format: 'esm',
		target: 'es2022',
		charset: 'utf8',
	});
	const [{ text } = { text: '' }] = outputFiles;
	if (/[`\\]|\$\{/.test(css)) throw new Error('The style sheet cannot be put between backticks.');
	const look = `const css = \`${css}\`;\nconst cssHash = 'sha256-${hash}';`;
	const [body] = text.split(/^export \{/m);
	const whole = `const statusPage = (() => {\n${body}return page;\n})();`;
	return [HEAD, whole, look, FOOT].join('\n');
}
