import { nothingDelivered } from '../core/sync/delivered';
import { EVER, openWindow, resumeWindow, type Window } from '../core/sync/window';
import type { Instant } from '../core/instant';
import type { ServiceTitan } from './ports';
import type { Reading, ReadRequest, Step } from './readChanges';
import { readCustomers } from './readCustomers';
import { ReadingTime } from './readingTime';
import { Snapshots } from './snapshots';

export interface WholeRequest {
	pageSize: number;
	/** The database's time: no run starts later than this. */
	databaseNow: Instant;
	/** The newest `readAt` that an earlier run has written. */
	newestReadAt?: Instant;
	/** Where an earlier run stopped in the list: foreign data. */
	storedWindow?: unknown;
}

/**
 * Every customer with its contact methods, by the list of customers in the order of ids. What is read here is newer
 * than anything stored before, whatever modifiedOn says: nobody else writes while this run holds the workspace.
 * Nothing is remembered, so that a million customers pass.
 */
export async function* readWhole(
	serviceTitan: ServiceTitan,
	request: WholeRequest,
): AsyncGenerator<Step> {
	const reading = readingOf(serviceTitan, request);
	for await (const { changes, window } of readCustomers(reading, windowOf(reading.request))) {
		yield { changes: changes.map((change) => ({ ...change, newerByReading: true })), window };
	}
}

function windowOf(request: ReadRequest): Window {
	const resumed = resumeWindow(request.storedWindow, request);
	return resumed ?? openWindow(request, request.databaseNow);
}

function readingOf(serviceTitan: ServiceTitan, whole: WholeRequest): Reading {
	const time = new ReadingTime(whole.newestReadAt);
	return {
		serviceTitan,
		request: {
			cursor: null,
			startFrom: EVER,
			contactToken: null,
			lookbackSeconds: 0,
			pageSize: whole.pageSize,
			excludeAccountingChanges: false,
			storedWindow: whole.storedWindow,
			delivered: nothingDelivered(),
			retries: [],
			includeContacts: true,
			databaseNow: whole.databaseNow,
			newestReadAt: whole.newestReadAt,
		},
		snapshots: new Snapshots(serviceTitan, { includeContacts: true, remembers: false }, time),
		baseline: false,
		remembers: false,
		seen: nothingDelivered(),
		gone: [],
		notes: [],
	};
}
