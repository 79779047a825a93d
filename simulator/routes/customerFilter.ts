import { readRange, within } from '../http/listing';
import type { Query } from '../http/query';
import { contactsOf } from '../tenant/contactEdits';
import type { Customer } from '../tenant/customer';
import type { Version } from '../tenant/table';
import type { Tenant } from '../tenant/tenant';
import { readPlaceFilter, type Keeps } from './namedPlaces';

/** What of GET /customers decides whether a customer is listed. Only what was asked for is looked at. */
export function readCustomerFilter(query: Query, tenant: Tenant): Keeps<Customer> {
	const conditions = [
		({ row }: Version<Customer>) => !row.deleted,
		...readPlaceFilter<Customer>(query, tenant.switches),
		modification(query, tenant),
		hasPhone(query, tenant),
		hasExternalData(query),
		writtenLongEnoughAgo(query, tenant),
	].filter((condition) => condition !== undefined);
	return (version) => conditions.every((keeps) => keeps(version));
}

function modification(query: Query, { switches }: Tenant): Keeps<Customer> | undefined {
	const range = readRange(query, 'modified');
	const withoutAccounting = query.flag('excludeAccountingChangesFromModifiedDateRange');
	if (!range.from && !range.before) return undefined;
	return ({ row }) => {
		const moment = withoutAccounting ? row.changedOn : row.modifiedOn;
		return within(moment, range) && (switches.sinceInclusive || moment !== range.from);
	};
}

function hasPhone(query: Query, tenant: Tenant): Keeps<Customer> | undefined {
	const digits = query.text('phone')?.replace(/\D/g, '');
	if (digits === undefined) return undefined;
	return ({ row }) =>
		contactsOf(tenant, row.id).some(
			({ type, value }) => type !== 'Email' && value.replace(/\D/g, '').endsWith(digits),
		);
}

/** By key and values, as the app with that GUID has stored them; here there is one app. */
function hasExternalData(query: Query): Keeps<Customer> | undefined {
	if (!query.text('externalDataApplicationGuid')) return undefined;
	const wanted = query.text('externalDataKey');
	const values = query.text('externalDataValues')?.split(',');
	return ({ row }) =>
		row.externalData.some(
			({ key, value }) =>
				(wanted === undefined || key === wanted) && (!values || values.includes(value)),
		);
}

/** Right after a write, `?ids=` can come back without the customer. */
function writtenLongEnoughAgo(
	query: Query,
	{ clock, switches }: Tenant,
): Keeps<Customer> | undefined {
	if (switches.idsLagMs === 0 || !query.text('ids')) return undefined;
	const limit = clock.now() - switches.idsLagMs;
	return ({ writtenAt }) => writtenAt <= limit;
}
