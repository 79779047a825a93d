import type { Shapes } from './everyNode';
import { nodeProblems, parameterProblems } from './nodeProblems';

const forNodes =
	'Workflows that were saved with it would change without a word. Put it back, or raise the version of the node and keep this for the old one: see docs/versions.md.';
const forCredentials =
	'Credentials that were saved would no longer work. Put it back: see docs/versions.md.';

/** One sentence for each thing that people have saved and that would mean something else now. */
export const shapeProblems = (frozen: Shapes, now: Shapes): string[] => [
	...Object.entries(frozen.nodes).flatMap(([name, versions]) =>
		Object.entries(versions).flatMap(([version, shape]) => {
			const today = now.nodes[name]?.[version];
			const problems = today ? nodeProblems(shape, today) : ['this version is gone'];
			return problems.map((problem) => `${name}, version ${version}: ${problem}. ${forNodes}`);
		}),
	),
	...Object.entries(frozen.credentials).flatMap(([name, fields]) => {
		const today = now.credentials[name];
		const problems = today ? parameterProblems(fields, today) : ['it is gone or was renamed'];
		return problems.map((problem) => `${name}: ${problem}. ${forCredentials}`);
	}),
];
