/** `npm run freeze`: writes down what workflows rely on that are saved with these nodes. `npm run release` calls it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { shapesNow, type Shapes } from './everyNode';
import { shapeProblems } from './shapeProblems';

const file = join(__dirname, 'frozen/nodes.json');
const root = join(__dirname, '..');

/** Before the first release nobody has saved a workflow yet, and anything may still change. */
const released = Object.keys(
	JSON.parse(readFileSync(join(__dirname, 'frozen/migrations.json'), 'utf8')) as object,
);

async function freeze(): Promise<void> {
	const now = await shapesNow();
	const problems =
		released.length > 0 ? shapeProblems(JSON.parse(readFileSync(file, 'utf8')) as Shapes, now) : [];
	if (problems.length > 0) throw new Error(problems.join('\n'));
	const options = await resolveConfig(join(root, 'package.json'));
	writeFileSync(file, await format(JSON.stringify(now), { ...options, parser: 'json' }));
}

freeze().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
