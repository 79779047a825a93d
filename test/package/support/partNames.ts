import { read } from './checkout';

/** What `npm test -- <name>` knows. Read as text: the runner's modules are not loaded by Jest. */
export const partNames: readonly string[] = [
	...new Set(
		[...read('test/run/parts.mjs').matchAll(/\bname: '(\w+)'/g)].map(([, name = '']) => name),
	),
];
