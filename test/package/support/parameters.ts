import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** The parameters that stand side by side: those of the node, or those inside one collection. */
export interface Level {
	/** e.g. "options › businessHours"; empty for the node itself. */
	path: string;
	parameters: INodeProperties[];
}

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** The node's own parameters and, after them, those of every collection inside. */
export function levels(parameters: INodeProperties[], path = ''): Level[] {
	const inside = parameters.flatMap((parameter) => {
		const place = [path, parameter.name].filter(Boolean).join(' › ');
		if (parameter.type === 'collection')
			return levels((parameter.options ?? []).filter(isParameter), place);
		if (parameter.type === 'fixedCollection')
			return (parameter.options ?? [])
				.filter(isGroup)
				.flatMap((group) => levels(group.values, `${place} › ${group.name}`));
		return [];
	});
	return [{ path, parameters }, ...inside];
}

const isParameter = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isGroup = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
const isChoice = (entry: Entry): entry is INodePropertyOptions => 'value' in entry;

/** What a person may choose of a parameter; `undefined` where it is no choice, or one that is loaded. */
export function choices(parameter: INodeProperties): INodePropertyOptions[] | undefined {
	if (parameter.type !== 'options' && parameter.type !== 'multiOptions') return undefined;
	return parameter.typeOptions?.loadOptionsMethod
		? undefined
		: (parameter.options ?? []).filter(isChoice);
}
