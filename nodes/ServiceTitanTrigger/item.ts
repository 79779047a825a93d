import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Change } from '../../sync/readChanges';
import { simpleFields } from '../shared/simplify';

/** Ties an item to its run; Supabase Contact Upsert needs it to acknowledge the customer. */
export interface SyncMark {
	runId?: string;
	workspaceId?: string;
	event?: string;
	/** ServiceTitan's time when the customer's contact methods were asked for. */
	readAt?: string;
	/** True where `modifiedOn` may mislead, because ServiceTitan's clock was set back. */
	newerByReading?: boolean;
	/** True for the sample of a manual test: it is shown, never written. */
	sample?: true;
}

/** One customer as the workflow gets it: as ServiceTitan sends it, with its contact methods and `sync`. */
export function toItem(change: Change, mark: SyncMark, simplified: boolean): INodeExecutionData {
	const { customer, contacts, readAt, newerByReading, event } = change;
	const json = {
		...(simplified ? simpleFields(customer) : customer),
		...(contacts === undefined ? {} : { contacts }),
		sync: { ...mark, event, readAt, ...(newerByReading ? { newerByReading } : {}) },
	};
	return { json: json as unknown as IDataObject };
}
