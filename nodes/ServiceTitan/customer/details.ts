import type { CallServiceTitan } from '../../../transport/serviceTitan/call';
import { readCustomFields, type FieldsOf } from '../customField/customFields';
import { textsIn } from '../listed';
import { idsByName, isId } from '../named';
import { tagIdsOf } from '../tag/tagTypes';
import type { GivenDetails } from './customerFields';

export interface FieldValue {
	typeId: number;
	value: string;
}

/** What was said of a customer, as ServiceTitan takes it: names of tags and custom fields become ids. */
export interface Details {
	doNotMail?: boolean;
	doNotService?: boolean;
	nationalAccount?: boolean;
	taxExempt?: boolean;
	tagTypeIds?: number[];
	customFields?: FieldValue[];
}

/**
 * @param of  whose custom fields are meant
 * @throws ZodError that names tags and custom fields that do not exist
 */
export async function detailsOf(
	call: CallServiceTitan,
	of: FieldsOf,
	given: GivenDetails,
): Promise<Details> {
	const { customFields, tagTypeIds, ...flags } = given;
	const tags = textsIn(tagTypeIds);
	const fields = customFields?.field ?? [];
	return {
		...flags,
		...(tags.length > 0 ? { tagTypeIds: await tagIdsOf(call, tags) } : {}),
		...(fields.length > 0 ? { customFields: await valuesOf(call, of, fields) } : {}),
	};
}

async function valuesOf(
	call: CallServiceTitan,
	of: FieldsOf,
	fields: Array<{ typeId: string; value: string }>,
): Promise<FieldValue[]> {
	const names = fields.map(({ typeId }) => typeId);
	const ids = names.every(isId)
		? names.map(Number)
		: idsByName(await readCustomFields(call, of), names, 'custom field');
	return fields.map(({ value }, place) => ({ typeId: ids[place] ?? 0, value }));
}
