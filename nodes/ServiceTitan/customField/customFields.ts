import type { CallServiceTitan } from '../../../transport/serviceTitan/call';
import type { Query } from '../../../transport/query';
import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord, type AnyRecord } from '../anyRecord';

/** Customers and locations have fields of their own each, also where they are called the same. */
export type FieldsOf = 'customers' | 'locations';

/**
 * The fields that a business has added.
 * @param wanted  all of them unless it says otherwise
 */
export const readCustomFields = async (
	call: CallServiceTitan,
	of: FieldsOf,
	wanted: { query?: Query; most?: number } = {},
): Promise<AnyRecord[]> =>
	await readMany(call, {
		...{ query: {}, most: Infinity, ...wanted },
		path: `${of}/custom-fields`,
		record: anyRecord,
	});
