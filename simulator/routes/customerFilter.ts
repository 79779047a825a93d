import { readRange, within } from '../http/listing';
import type { Query } from '../http/query';
import { contactsOf } from '../tenant/contactEdits';
import type { Customer } from '../tenant/customer';
import type { Version } from '../tenant/table';
import type { Tenant } from '../tenant/tenant';

const ADDRESS_PARTS = ['street', 'unit', 'city', 'state', 'zip', 'country'] as const;

type Keeps = (version: Version<Customer>) => boolean;

/** What of GET /customers decides whether a customer is listed. Only what was asked for is looked at. */
export function readCustomerFilter(query: Query, tenant: Tenant): Keeps {
	const conditions = [
		({ row }: Version<Customer>) => !row.deleted,
		amongIds(query),
		modification(query),
		activity(query),
		creation(query),
		nameContains(query),
		...ADDRESS_PARTS.map((part) => addressContains(query, part)),
		hasPhone(query, tenant),
		writtenLongEnoughAgo(query, tenant),
	].filter((condition) => condition !== undefined);
	return (version) => conditions.every((keeps) => keeps(version));
}

function amongIds(query: Query): Keeps | undefined {
	const ids = query.ids('ids');
	const wanted = new Set(ids);
	return ids && (({ row }) => wanted.has(row.id));
}

/** `True` unless said otherwise: without `Any` nobody ever sees a customer that was merged. */
function activity(query: Query): Keeps | undefined {
	const active = query.oneOf('active', ['True', 'Any', 'False']) ?? 'True';
	return active === 'Any' ? undefined : ({ row }) => row.active === (active === 'True');
}

function modification(query: Query): Keeps | undefined {
	const range = readRange(query, 'modified');
	const withoutAccounting = query.flag('excludeAccountingChangesFromModifiedDateRange');
	if (!range.from && !range.before) return undefined;
	return ({ row }) => within(withoutAccounting ? row.changedOn : row.modifiedOn, range);
}

function creation(query: Query): Keeps | undefined {
	const range = readRange(query, 'created');
	if (!range.from && !range.before) return undefined;
	return ({ row }) => within(row.createdOn, range);
}

function nameContains(query: Query): Keeps | undefined {
	const part = query.text('name')?.toLowerCase();
	return part === undefined ? undefined : ({ row }) => row.name.toLowerCase().includes(part);
}

function addressContains(query: Query, field: (typeof ADDRESS_PARTS)[number]): Keeps | undefined {
	const part = query.text(field)?.toLowerCase();
	if (part === undefined) return undefined;
	return ({ row }) => (row.address[field] ?? '').toLowerCase().includes(part);
}

function hasPhone(query: Query, tenant: Tenant): Keeps | undefined {
	const digits = query.text('phone')?.replace(/\D/g, '');
	if (digits === undefined) return undefined;
	return ({ row }) =>
		contactsOf(tenant, row.id).some(
			({ type, value }) => type !== 'Email' && value.replace(/\D/g, '').endsWith(digits),
		);
}

/** Right after a write, `?ids=` can come back without the customer. */
function writtenLongEnoughAgo(query: Query, { clock, switches }: Tenant): Keeps | undefined {
	if (switches.idsLagMs === 0 || !query.text('ids')) return undefined;
	const limit = clock.now() - switches.idsLagMs;
	return ({ writtenAt }) => writtenAt <= limit;
}
