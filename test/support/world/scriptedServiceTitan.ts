import type { CustomersContactMethod } from '../../../core/servicetitan/contactMethod';
import type { Customer } from '../../../core/servicetitan/customer';
import type { ExportBatch, Page } from '../../../core/servicetitan/page';
import { instantOfMillis, type Instant } from '../../../core/instant';
import { nothingDelivered } from '../../../core/sync/delivered';
import type { CustomerQuery, ServiceTitan } from '../../../sync/ports';
import {
	readChanges,
	type Change,
	type Portion,
	type ReadRequest,
} from '../../../sync/readChanges';

export const at = (time: string): Instant => instantOfMillis(Date.parse(`2026-03-02T${time}Z`));

/** What each call of ServiceTitan is to answer; throwing is an answer too. */
export interface Script {
	customers?: (query: CustomerQuery) => Page<Customer>;
	exportedCustomers?: (from: string | undefined) => ExportBatch<Customer>;
	exported?: (from: string | undefined) => ExportBatch<CustomersContactMethod>;
	modified?: (query: { page: number }) => Page<CustomersContactMethod>;
	byIds?: (ids: number[]) => Customer[];
	methods?: (customerIds: number[]) => CustomersContactMethod[];
	/** The `Date` of the n-th reply, from 1; the same for all where it is not told. */
	answeredAt?: (call: number) => Instant;
}

/** A ServiceTitan that says what the story wants, and remembers what it was asked. */
export function scriptedServiceTitan(script: Script) {
	const asked = {
		customers: [] as CustomerQuery[],
		exports: [] as Array<string | undefined>,
		customerExports: [] as Array<string | undefined>,
		slices: 0,
		ids: [] as number[][],
	};
	let calls = 0;
	const timed = <T>(value: T) => {
		const answeredAt = script.answeredAt?.(++calls) ?? at('12:00:00');
		return { value, askedAt: answeredAt, answeredAt };
	};
	const nobody = { data: [], hasMore: false };
	const serviceTitan: ServiceTitan = {
		customers: async (query) => {
			asked.customers.push(query);
			return timed(script.customers?.(query) ?? nobody);
		},
		customersByIds: async (ids) => {
			asked.ids.push(ids);
			return timed(script.byIds?.(ids) ?? ids.map((id) => ({ id })));
		},
		contactMethodsOf: async (ids) => timed(script.methods?.(ids) ?? []),
		customerExport: async (from) => {
			asked.customerExports.push(from);
			return timed(script.exportedCustomers?.(from) ?? { ...nobody, continueFrom: 'next' });
		},
		contactMethodExport: async (from) => {
			asked.exports.push(from);
			return timed(script.exported?.(from) ?? { ...nobody, continueFrom: 'next' });
		},
		contactMethodsModified: async (query) => {
			asked.slices++;
			return timed(script.modified?.(query) ?? nobody);
		},
	};
	return { serviceTitan, asked };
}

/** Reads all of it, or so many portions. @returns the ids in order, the changes and how far it came */
export async function readAll(
	serviceTitan: ServiceTitan,
	more: Partial<ReadRequest> = {},
	most = Infinity,
) {
	const changes: Change[] = [];
	let last: Portion | undefined;
	let portions = 0;
	for await (const portion of readChanges(serviceTitan, requestOf(more))) {
		changes.push(...portion.changes);
		last = portion;
		portions += 1;
		if (portions >= most) break;
	}
	return { ids: changes.map(({ customer }) => customer.id), changes, progress: last?.progress };
}

export const requestOf = (more: Partial<ReadRequest>): ReadRequest => ({
	cursor: at('11:45:00'),
	contactToken: 'token',
	storedWindow: null,
	delivered: nothingDelivered(),
	retries: [],
	includeContacts: false,
	databaseNow: at('12:00:00'),
	lookbackSeconds: 300,
	pageSize: 500,
	excludeAccountingChanges: false,
	...more,
});
