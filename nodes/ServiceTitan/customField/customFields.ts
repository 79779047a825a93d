import type { CallServiceTitan } from '../../../transport/serviceTitan/call';
import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord, type AnyRecord } from '../anyRecord';

/** The fields that a business has added to its customers. */
export const readCustomFields = async (call: CallServiceTitan): Promise<AnyRecord[]> =>
	await readMany(call, {
		path: 'customers/custom-fields',
		query: {},
		record: anyRecord,
		most: Infinity,
	});
