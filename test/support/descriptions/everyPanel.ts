import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { descriptions } from './nodes';

/** A node's panel as it first opens: one of its operations chosen, or a field that shows further fields. */
export interface Panel {
	/** e.g. `Customer: Create or Update (findBy email)`; that of the node on the canvas. */
	name: string;
	type: INodeTypeDescription;
	/** What is chosen; everything else is as the node comes. */
	parameters: INodeParameters;
	/** The fields that are to be seen, in their order. */
	fields: INodeProperties[];
	/** Those that no other panel of the same operation shows. */
	ownFields: INodeProperties[];
}

const PACKAGE = 'n8n-nodes-servicetitan-sync';

/** Every panel of every node: each operation, and each field that is only shown when another one is set. */
export const everyPanel = (): Panel[] => descriptions.flatMap(panelsOf);

const panelsOf = (type: INodeTypeDescription): Panel[] =>
	operationsOf(type).flatMap(({ name, parameters }) => {
		const first = panelOf(type, name, parameters);
		const further = settingsThatShowMore(first).map((set) => {
			const words = Object.entries(set).map(([field, value]) => `${field} ${String(value)}`);
			const panel = panelOf(type, `${name} (${words.join(', ')})`, { ...parameters, ...set });
			return { ...panel, ownFields: panel.fields.filter((field) => !first.fields.includes(field)) };
		});
		return [first, ...further];
	});

/** Name and parameters of each operation; a node without operations is one itself. */
function operationsOf(type: INodeTypeDescription) {
	const resources = type.properties.find(({ name }) => name === 'resource')?.options ?? [];
	const chosen = resources.flatMap((resource) => {
		const parameters = { resource: 'value' in resource ? resource.value : '' };
		const field = displayed(type, complete(type, parameters)).find(
			({ name }) => name === 'operation',
		);
		return (field?.options ?? []).map((option) => ({
			name: `${resource.name}: ${option.name}`,
			parameters: { ...parameters, operation: 'value' in option ? option.value : '' },
		}));
	});
	return chosen.length > 0 ? chosen : [{ name: type.displayName, parameters: {} }];
}

function panelOf(type: INodeTypeDescription, name: string, given: object): Panel {
	const parameters = given as INodeParameters;
	const fields = displayed(type, complete(type, parameters));
	return { name, type, parameters, fields, ownFields: fields };
}

/** What has to be chosen so that the fields of this operation that do not show at first are shown, each once. */
function settingsThatShowMore({ type, parameters, fields }: Panel): INodeParameters[] {
	const hidden = type.properties.filter(
		(field) => !fields.includes(field) && fitsOperation(field, parameters),
	);
	const settings = hidden.map((field) => {
		const show = Object.entries(field.displayOptions?.show ?? {});
		return Object.fromEntries(
			show
				.filter(([name]) => !(name in parameters))
				.map(([name, values]) => [name, values?.[0] as never]),
		);
	});
	const unlike = new Map(settings.map((set) => [JSON.stringify(set), set]));
	return [...unlike.values()].filter(
		(set) => ![...unlike.values()].some((other) => other !== set && contains(other, set)),
	);
}

const contains = (all: INodeParameters, some: INodeParameters): boolean =>
	Object.entries(some).every(([name, value]) => all[name] === value);

const fitsOperation = ({ displayOptions }: INodeProperties, chosen: INodeParameters): boolean =>
	Object.entries(displayOptions?.show ?? {}).every(
		([name, values]) => !(name in chosen) || values?.includes(chosen[name] as never),
	);

const nodeOf = ({ name }: INodeTypeDescription, parameters: INodeParameters): INode => ({
	id: '',
	name: '',
	type: `${PACKAGE}.${name}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** The parameters with all that n8n fills in by itself. */
export const complete = (
	type: INodeTypeDescription,
	parameters: INodeParameters,
): INodeParameters => {
	const node = nodeOf(type, parameters);
	const all = NodeHelpers.getNodeParameters(type.properties, parameters, true, false, node, type);
	return all ?? {};
};

const displayed = (type: INodeTypeDescription, parameters: INodeParameters): INodeProperties[] =>
	type.properties.filter((field) =>
		NodeHelpers.displayParameter(parameters, field, nodeOf(type, parameters), type),
	);

/** Names of the fields that a person has to fill in before the node can run. */
export function unfilled({ type, parameters }: Panel): string[] {
	const node = nodeOf(type, complete(type, parameters));
	return Object.keys(
		NodeHelpers.getNodeParametersIssues(type.properties, node, type)?.parameters ?? {},
	);
}
