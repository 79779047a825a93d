import type { INodeProperties } from 'n8n-workflow';

import type { PicturedRecords } from '../../../../demo/pictures/picturedRecords';

/** A field whose entries a node's method reads, and where it is. */
export interface ListField {
	field: INodeProperties;
	/** The node's method. */
	method: string;
}

/** The lists among the fields, those in collections too, in the order in which a person fills them. */
export const listsIn = (fields: INodeProperties[]): ListField[] =>
	fields.flatMap((field) => {
		const method =
			field.typeOptions?.loadOptionsMethod ??
			field.modes?.find(({ name }) => name === 'list')?.typeOptions?.searchListMethod ??
			field.typeOptions?.resourceMapper?.resourceMapperMethod;
		return [
			...(method ? [{ field, method }] : []),
			...(field.options ?? []).flatMap((option) =>
				'values' in option ? listsIn(option.values) : 'type' in option ? listsIn([option]) : [],
			),
		];
	});

/** An entry that each method must give: of the simulated ServiceTitan, or of the database. */
export const entriesByMethod = (records: PicturedRecords): Record<string, string> => ({
	searchCustomers: records.customer.name,
	searchContactMethods: records.mobile.name,
	searchLocations: `Summer house (${records.location.id})`,
	searchNotes: records.note.name,
	searchWorkspaces: '45963',
	loadTagTypes: 'VIP',
	loadCustomFields: 'Lead source',
	loadLocationCustomFields: 'Roof',
	contactColumns: 'lead_source',
});
