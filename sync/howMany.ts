import type { ServiceTitan, Timed } from './ports';

/** How many customers there are, active or not; `null` where ServiceTitan does not say. */
export async function howMany(serviceTitan: ServiceTitan): Promise<Timed<number | null>> {
	const { value, ...times } = await serviceTitan.customers({
		page: 1,
		pageSize: 1,
		includeTotal: true,
	});
	return { value: value.totalCount ?? null, ...times };
}
