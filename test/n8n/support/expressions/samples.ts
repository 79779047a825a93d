import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { complete, type Panel } from '../../../support/descriptions/everyPanel';
import { anyOf, meant, type Given, type Turn } from './sampleValues';

/** Where what a field means by its name is not what it means here. */
const here: Record<string, (turn: Turn, given: Given) => Record<string, unknown>> = {
	// It switches them off, and nothing can be added to them then.
	'Customer: Update': (turn, { records }) => ({ customerId: records[turn].leaving.id }),
	'Customer: Deactivate': (turn, { records }) => ({ customerId: records[turn].leaving.id }),
	'Contact Method: Delete': (turn, { records }) => ({ contactId: records[turn].landline.id }),
	'Raw Request: Send': (turn) => ({ path: ['customers', 'locations'][turn] }),
	'Raw Request: Send (method POST)': (turn, { records }) => ({
		path: `customers/${records[turn].customer.id}/notes`,
	}),
	'Raw Request: Send (returnAll false, method GET, readPages true)': (turn) => ({
		path: ['customers', 'locations'][turn],
	}),
	'Health: Explain Customer': (turn, { records }) => ({
		findBy: ['phone', 'crmId'][turn],
		value: ['512-555-0142', String(records[1].customer.id)][turn],
	}),
};

/** All fields of a panel filled in, with what every collection can hold. */
export function sampleOf(panel: Panel, turn: Turn, given: Given): INodeParameters {
	const special = here[panel.name]?.(turn, given) ?? {};
	const asItComes = complete(panel.type, panel.parameters);
	const filled = panel.fields.map((field) => {
		// What shows further fields stays, or the panel would be another one.
		const value =
			field.name in special
				? wrapped(field, special[field.name])
				: showsOthers(panel, field)
					? asItComes[field.name]
					: valueOf(field, turn, given);
		return [field.name, value];
	});
	return Object.fromEntries(filled) as INodeParameters;
}

const showsOthers = ({ type }: Panel, { name }: INodeProperties): boolean =>
	type.properties.some(({ displayOptions }) => displayOptions?.show?.[name] !== undefined);

function valueOf(field: INodeProperties, turn: Turn, given: Given): unknown {
	const parts = (some: INodeProperties[]) =>
		Object.fromEntries(some.map((one) => [one.name, valueOf(one, turn, given)]));
	if (field.type === 'collection') return parts(field.options as INodeProperties[]);
	if (field.type === 'fixedCollection')
		return Object.fromEntries(
			(field.options ?? []).flatMap((group) =>
				'values' in group ? [[group.name, [parts(group.values)]]] : [],
			),
		);
	if (field.type === 'resourceMapper')
		return { mappingMode: 'defineBelow', value: { lead_source: `Source ${turn + 1}` }, schema };
	if (field.typeOptions?.loadOptionsMethod === 'loadCustomFields') return [77, 'Lead source'][turn];
	if (field.typeOptions?.loadOptionsMethod === 'loadLocationCustomFields')
		return [87, 'Roof'][turn];
	return wrapped(field, meant(field, turn, given) ?? anyOf(field, turn));
}

const wrapped = ({ type }: INodeProperties, value: unknown): unknown =>
	type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;

const schema = [
	{
		id: 'lead_source',
		displayName: 'lead_source',
		type: 'string',
		required: false,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
	},
];
