import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Customer } from '../../core/servicetitan/customer';
import type { Change } from '../../sync/readChanges';

/** Ties an item to its run; Supabase Contact Upsert needs it to acknowledge the customer. */
export interface SyncMark {
	runId?: string;
	workspaceId?: string;
	event?: string;
	/** ServiceTitan's time when the customer's contact methods were asked for. */
	readAt?: string;
	/** True for the sample of a manual test: it is shown, never written. */
	sample?: true;
}

/** One customer as the workflow gets it: as ServiceTitan sends it, with its contact methods and `sync`. */
export function toItem(change: Change, mark: SyncMark, simplified: boolean): INodeExecutionData {
	const { customer, contacts, readAt, event } = change;
	const json = {
		...(simplified ? simplify(customer) : customer),
		...(contacts === undefined ? {} : { contacts }),
		sync: { ...mark, event, readAt },
	};
	return { json: json as unknown as IDataObject };
}

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

const simplify = (customer: Customer): Partial<Customer> =>
	Object.fromEntries(
		SIMPLE.filter((field) => customer[field] !== undefined).map((field) => [
			field,
			customer[field],
		]),
	);
