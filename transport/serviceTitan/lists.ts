import { listedContactMethod } from '../../core/servicetitan/contactMethod';
import { listedCustomer } from '../../core/servicetitan/customer';
import { exportBatchOf, pageOf } from '../../core/servicetitan/page';
import type { CustomerQuery, ServiceTitan } from '../../sync/ports';
import { contactMethodsOf } from './contactMethodsOf';
import { onlyAskedFor } from './onlyAskedFor';
import { malformedList } from './pages';
import type { Query } from '../query';
import type { CallServiceTitan } from './call';

const customerPage = pageOf(listedCustomer);
const contactMethodPage = pageOf(listedContactMethod);

const customerBatch = exportBatchOf(listedCustomer);
const contactMethodBatch = exportBatchOf(listedContactMethod);

/** Without it, deactivated and merged customers are never seen. */
const ACTIVE_OR_NOT = { active: 'Any' };

/** The lists that the runs read. */
export const serviceTitanLists = (call: CallServiceTitan): ServiceTitan => ({
	customers: async (query) =>
		await call({
			method: 'GET',
			path: 'customers',
			query: customersQuery(query),
			answer: customerPage,
		}),

	customersByIds: async (ids) => {
		if (ids.length === 0) return { value: [], askedAt: undefined };
		const query = { ids, pageSize: ids.length, ...ACTIVE_OR_NOT };
		const { value, ...times } = await call({
			method: 'GET',
			path: 'customers',
			query,
			answer: customerPage,
		});
		// One page takes them all. One that keeps some back would pass them off as unknown to ServiceTitan.
		if (value.hasMore)
			throw malformedList('customers', 'one page of named customers promises more');
		return { value: onlyAskedFor(ids, value.data, ({ id }) => id), ...times };
	},

	contactMethodsOf: async (customerIds) => await contactMethodsOf(call, customerIds),

	customerExport: async (from) =>
		await call({
			method: 'GET',
			path: 'export/customers',
			query: { from, includeRecentChanges: true },
			answer: customerBatch,
		}),

	contactMethodExport: async (from) =>
		await call({
			method: 'GET',
			path: 'export/customers/contacts',
			query: { from, includeRecentChanges: true },
			answer: contactMethodBatch,
		}),

	contactMethodsModified: async (query) =>
		await call({
			method: 'GET',
			path: 'customers/contacts',
			query: { ...query },
			answer: contactMethodPage,
		}),
});

/** `+Id` is the order in which nothing can slip past the reader while customers change. */
const customersQuery = ({
	excludeAccountingChanges,
	includeTotal,
	...query
}: CustomerQuery): Query => ({
	...query,
	...ACTIVE_OR_NOT,
	sort: '+Id',
	includeTotal: includeTotal || undefined,
	excludeAccountingChangesFromModifiedDateRange: excludeAccountingChanges || undefined,
});
