import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { MaybeUnreadable } from '../../core/servicetitan/unreadable';
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
	const whole = asSent(customer);
	const json = {
		...(simplified ? simpleFields(whole) : whole),
		...(contacts === undefined ? {} : { contacts: contacts.map(asSent) }),
		sync: { ...mark, event, readAt, ...(newerByReading ? { newerByReading } : {}) },
	};
	return { json: json as unknown as IDataObject };
}

/** An odd record goes on as it came: Supabase Contact Upsert says of its item alone what is wrong with it. */
const asSent = <T extends object>(record: MaybeUnreadable<T>): T =>
	record.unreadable ? (record.unreadable.asSent as T) : record;
