import { isDeepStrictEqual } from 'node:util';

import { covers, everyCase, mayMeet, placed } from './conditions';
import type { NodeShape, Parameter } from './nodeShape';

/**
 * Where a workflow that was saved with the frozen shape would mean something else today: one phrase each.
 * What was added is fine, as long as nobody has to fill it in.
 */
export const nodeProblems = (frozen: NodeShape, today: NodeShape): string[] => [
	...endProblems('input', frozen.inputs, today.inputs),
	...endProblems('output', frozen.outputs, today.outputs),
	...(frozen.polls === today.polls ? [] : ['it no longer starts workflows in the same way']),
	...(frozen.isTool && !today.isTool ? ['AI agents can no longer use it'] : []),
	...credentialProblems(frozen, today),
	...parameterProblems(frozen.parameters, today.parameters),
];

/** The connections of a workflow count inputs and outputs from the first on. */
const endProblems = (what: string, frozen: string[], today: string[]): string[] =>
	frozen.flatMap((type, index) =>
		today[index] === type ? [] : [`its ${what} ${index + 1} (${type}) is gone or moved`],
	);

const credentialProblems = (frozen: NodeShape, today: NodeShape): string[] => [
	...frozen.credentials
		.filter(({ name }) => !today.credentials.some((one) => one.name === name))
		.map(({ name }) => `the credential ${name} is gone or was renamed`),
	...today.credentials
		.filter(({ name, required }) => required && !frozen.credentials.some((o) => o.name === name))
		.filter(({ show }) => mayMeet(show, frozen.parameters))
		.map(({ name }) => `it demands the credential ${name}, which saved workflows do not have`),
];

/** Of nodes, and of credentials too: n8n saves both by the names of their fields. */
export const parameterProblems = (frozen: Parameter[], today: Parameter[]): string[] => [
	...frozen.flatMap((before) => lost(before, today)),
	...today
		.filter(({ required, path }) => required && !path.includes(' › '))
		.filter(({ path }) => !frozen.some((before) => before.path === path))
		.filter(({ show }) => mayMeet(show, frozen))
		.map((added) => `${placed(added)} has to be filled in, which saved workflows did not do`),
];

/** The first reason why no parameter of today does what this one did, for each case in which it was shown. */
function lost(before: Parameter, today: Parameter[]): string[] {
	const named = today.filter(({ path }) => path === before.path);
	const failing = everyCase(before).filter(
		(one) => !named.some((after) => covers(one, after) && difference(one, after) === undefined),
	);
	return failing.map((one) => {
		const where = placed(one);
		if (named.length === 0) return `${where} is gone or was renamed`;
		const shown = named.find((after) => covers(one, after));
		return shown ? `${where} ${difference(one, shown)}` : `${where} is no longer shown there`;
	});
}

function difference(before: Parameter, after: Parameter): string | undefined {
	if (after.type !== before.type) return `was ${before.type} and is ${after.type}`;
	if (Boolean(after.many) !== Boolean(before.many))
		return 'is a list here and a single value there';
	const missing = [
		...(before.values ?? []).filter((value) => !after.values?.includes(value)),
		...(before.modes ?? []).filter((mode) => !after.modes?.includes(mode)),
	];
	if (missing.length > 0) return `can no longer be ${missing.map(String).join(', ')}`;
	// n8n does not save what equals the default: with another one, such workflows change.
	if (!isDeepStrictEqual(after.default, before.default))
		return `started as ${JSON.stringify(before.default)} and starts as ${JSON.stringify(after.default)}`;
	return undefined;
}
