import type { Between, Move } from '../core/sync/cursorMove';
import type { ServiceTitan } from './ports';

/** How many are named; all are counted. */
const NAMED = 5;

/** How many customers were modified between two moments, active or not, and who the first of them are. */
export async function customersBetween(
	serviceTitan: Pick<ServiceTitan, 'customers'>,
	{ from, before }: NonNullable<Move['between']>,
): Promise<Between> {
	const { value } = await serviceTitan.customers({
		modifiedOnOrAfter: from,
		modifiedBefore: before,
		page: 1,
		pageSize: NAMED,
		includeTotal: true,
	});
	const some = value.data.slice(0, NAMED).map(({ id, name }) => ({ id, name: name ?? null }));
	// Without a total, a page that is the only one is all of them.
	const total = value.totalCount ?? (value.hasMore ? null : value.data.length);
	return { total, some };
}
