import type { CustomField } from './customer';

/** The business's own fields for customers. */
export const CUSTOM_FIELD_TYPES = [
	{ id: 77, name: 'Gate code', dataType: 'Text', dataTypeOptions: [] as string[] },
	{ id: 78, name: 'Lead source', dataType: 'Dropdown', dataTypeOptions: ['Web', 'Phone'] },
	{ id: 79, name: 'Filter size', dataType: 'Text', dataTypeOptions: [] as string[] },
] as const;

/** Values as they are stored: ServiceTitan knows what each field is called. */
export const withNames = (
	fields: ReadonlyArray<Pick<CustomField, 'typeId' | 'value'>>,
): CustomField[] =>
	fields.map(({ typeId, value }) => ({
		typeId,
		name: CUSTOM_FIELD_TYPES.find(({ id }) => id === typeId)?.name ?? `Field ${typeId}`,
		value,
	}));
