import type { INodeProperties } from 'n8n-workflow';

import type { Customer } from '../../../core/servicetitan/customer';
import type { AnyRecord } from '../anyRecord';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What people use, and all that Supabase Contact Upsert writes; the rest of a customer is left out. */
const SIMPLE = [
	'id',
	'name',
	'type',
	'active',
	'address',
	'balance',
	'tagTypeIds',
	'doNotMail',
	'doNotService',
	'taxExempt',
	'nationalAccount',
	'mergedToId',
	'createdOn',
	'modifiedOn',
] as const satisfies Array<keyof Customer>;

export const simplify = (customer: AnyRecord): AnyRecord => ({
	...Object.fromEntries(
		SIMPLE.filter((field) => customer[field] !== undefined).map((field) => [
			field,
			customer[field],
		]),
	),
	id: customer.id,
});
