import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { LoadedNode } from './loaded';
import { choices, levels, type Level } from './parameters';

type NodeShape = Pick<LoadedNode, 'description' | 'methods' | 'does'>;

/** What n8n would let pass, and a person would then meet: one sentence for each. */
export function descriptionProblems(node: NodeShape): string[] {
	const all = levels(node.description.properties);
	return [
		...(node.description.credentials ?? []).flatMap((credential) =>
			displayProblems(credential.name, credential.displayOptions, all[0], all[0]),
		),
		...all.flatMap((level) =>
			level.parameters.flatMap((parameter) => {
				const place = [level.path, parameter.name].filter(Boolean).join(' › ');
				return [
					...displayProblems(place, parameter.displayOptions, level, all[0]),
					...defaultProblems(place, parameter),
					...actionProblems(place, parameter, node),
					...methodProblems(place, parameter, node),
				];
			}),
		),
	];
}

/** Not parameters, but what n8n knows of the node itself. */
const known = (name: string) => name.startsWith('@');

function displayProblems(
	place: string,
	display: IDisplayOptions | undefined,
	level: Level | undefined,
	root: Level | undefined,
): string[] {
	const conditions = [
		...Object.entries(display?.show ?? {}),
		...Object.entries(display?.hide ?? {}),
	];
	return conditions.flatMap(([reference, values]) => {
		if (known(reference)) return [];
		const [where, name] = reference.startsWith('/')
			? [root, reference.slice(1)]
			: [level, reference];
		const meant = (where?.parameters ?? []).filter((other) => other.name === name.split('.')[0]);
		if (meant.length === 0) return [`${place} depends on ${reference}, which is no parameter`];
		const possible = meant.flatMap(possibleValues);
		return (values ?? [])
			.filter(
				(value) => typeof value !== 'object' && possible.length > 0 && !possible.includes(value),
			)
			.map((value) => `${place} waits for ${reference} = ${String(value)}, which cannot be chosen`);
	});
}

/** Empty where anything may be entered. */
function possibleValues(parameter: INodeProperties): unknown[] {
	if (parameter.type === 'boolean') return [true, false];
	return choices(parameter)?.map(({ value }) => value) ?? [];
}

function defaultProblems(place: string, parameter: INodeProperties): string[] {
	const offered = choices(parameter)?.map(({ value }) => value);
	if (!offered) return [];
	const chosen: unknown[] = Array.isArray(parameter.default)
		? parameter.default
		: [parameter.default];
	const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');
	return [
		...chosen
			.filter((value) => !isExpression(value) && !offered.some((one) => one === value))
			.map((value) => `${place} starts as ${String(value)}, which cannot be chosen`),
		...offered
			.filter((value, index) => offered.indexOf(value) !== index)
			.map((value) => `${place} offers ${String(value)} twice`),
	];
}

/** n8n lists a node's actions by these texts; without one an operation cannot be found in the panel. */
function actionProblems(place: string, parameter: INodeProperties, node: NodeShape): string[] {
	if (place !== 'operation' || node.description.group.includes('trigger')) return [];
	return (choices(parameter) ?? [])
		.filter(({ action }) => !action)
		.map(({ name }) => `${place} ${name} has no action text`);
}

function methodProblems(place: string, parameter: INodeProperties, node: NodeShape): string[] {
	const called: Array<[kind: string, name: string | undefined]> = [
		['loadOptions', parameter.typeOptions?.loadOptionsMethod],
		['resourceMapping', parameter.typeOptions?.resourceMapper?.resourceMapperMethod],
		...(parameter.modes ?? []).map((mode): [string, string | undefined] => [
			'listSearch',
			mode.typeOptions?.searchListMethod,
		]),
	];
	return called
		.filter(([kind, name]) => name && !node.methods[kind]?.includes(name))
		.map(
			([kind, name]) => `${place} calls the ${kind} method ${name}, which the node does not have`,
		);
}
