import type { CustomField } from './customer';

/** The business's own fields: customers and locations have theirs, some of the same name. */
export const CUSTOM_FIELD_TYPES = {
	customers: [
		{ id: 77, name: 'Gate code', dataType: 'Text', dataTypeOptions: [] as string[] },
		{ id: 78, name: 'Lead source', dataType: 'Dropdown', dataTypeOptions: ['Web', 'Phone'] },
		{ id: 79, name: 'Filter size', dataType: 'Text', dataTypeOptions: [] as string[] },
	],
	locations: [
		{ id: 87, name: 'Gate code', dataType: 'Text', dataTypeOptions: [] as string[] },
		{ id: 88, name: 'Roof', dataType: 'Dropdown', dataTypeOptions: ['Flat', 'Pitched'] },
	],
};

export type FieldsOf = keyof typeof CUSTOM_FIELD_TYPES;

/** Values as they are stored: ServiceTitan knows what each field is called. */
export const withNames = (
	fields: ReadonlyArray<Pick<CustomField, 'typeId' | 'value'>>,
	of: FieldsOf = 'customers',
): CustomField[] =>
	fields.map(({ typeId, value }) => ({
		typeId,
		name: CUSTOM_FIELD_TYPES[of].find(({ id }) => id === typeId)?.name ?? `Field ${typeId}`,
		value,
	}));
