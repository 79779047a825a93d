import type {
	IDisplayOptions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { ofVersion } from './ofVersion';

/** A parameter as a saved workflow knows it: all but its words. */
export interface Parameter {
	/** e.g. "options › pageSize" */
	path: string;
	type: string;
	/** n8n saves what differs from it, so that another default changes workflows that never set it. */
	default?: unknown;
	/** What can be chosen. */
	values?: unknown[];
	/** In which forms a record can be given, e.g. by id. */
	modes?: string[];
	/** Whether it holds a list. */
	many?: boolean;
	required?: boolean;
	show?: IDisplayOptions['show'];
	hide?: IDisplayOptions['hide'];
}

export interface Credential {
	name: string;
	required?: boolean;
	show?: IDisplayOptions['show'];
}

/** What a workflow that was saved with one version of a node relies on. */
export interface NodeShape {
	polls: boolean;
	isTool: boolean;
	inputs: string[];
	outputs: string[];
	credentials: Credential[];
	parameters: Parameter[];
}

/** @param version  a number that the node's description lists */
export function shapeOf(description: INodeTypeDescription, version: number): NodeShape {
	return {
		polls: description.polling === true,
		isTool: Boolean(description.usableAsTool),
		inputs: ends(description.inputs),
		outputs: ends(description.outputs),
		credentials: ofVersion(description.credentials ?? [], version).map(
			({ name, required, displayOptions }) => plain({ name, required, show: displayOptions?.show }),
		),
		parameters: parametersOf(description.properties, version),
	};
}

/** What a type takes in or gives out; one that depends on parameters is known by its text. */
const ends = (given: INodeTypeDescription['inputs' | 'outputs']): string[] =>
	typeof given === 'string'
		? [given]
		: given.map((end) => (typeof end === 'string' ? end : end.type));

/** The parameters and, behind each, those that are inside it. */
export const parametersOf = (
	properties: INodeProperties[],
	version: number,
	path = '',
): Parameter[] =>
	ofVersion(properties, version).flatMap((property) => {
		const here = [path, property.name].filter(Boolean).join(' › ');
		const inside = (property.options ?? []).flatMap((entry) => {
			if (isGroup(entry)) return parametersOf(entry.values, version, `${here} › ${entry.name}`);
			return isParameter(entry) ? parametersOf([entry], version, here) : [];
		});
		return [parameterOf(property, here), ...inside];
	});

const parameterOf = (property: INodeProperties, path: string): Parameter =>
	plain({
		path,
		type: property.type,
		default: property.default,
		values: property.options?.some(isChoice)
			? property.options.filter(isChoice).map(({ value }) => value)
			: undefined,
		modes: property.modes?.map(({ name }) => name),
		many: property.typeOptions?.multipleValues,
		required: property.required,
		show: property.displayOptions?.show,
		hide: property.displayOptions?.hide,
	});

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;
const isGroup = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
const isParameter = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isChoice = (entry: Entry): entry is INodePropertyOptions =>
	'value' in entry && !isParameter(entry);

/** As it will be read back from a file. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
