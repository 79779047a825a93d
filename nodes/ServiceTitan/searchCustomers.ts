import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';

import { recordId } from '../../core/servicetitan/customer';
import { pageOf } from '../../core/servicetitan/page';
import { brief } from '../../core/retry';
import { toNodeError } from '../../transport/nodeErrors';
import type { Query } from '../../transport/query';
import { connectServiceTitan } from '../../transport/serviceTitan';
import { systemClock } from '../shared/systemClock';

const PAGE_SIZE = 50;

const listed = pageOf(z.object({ id: recordId, name: z.string().nullish() }));

/** Fills the list of customers: by a part of the name, a phone number or an id; without either the latest. */
export async function searchCustomers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		const serviceTitan = await connectServiceTitan(this, systemClock, brief);
		const page = Number(paginationToken ?? 1);
		const queries = searchesFor(filter?.trim() ?? '');
		const pages = await Promise.all(
			queries.map((query) =>
				serviceTitan.get(listed, 'customers', { ...query, page, pageSize: PAGE_SIZE }),
			),
		);
		const found = new Map(pages.flatMap(({ data }) => data.map(({ id, name }) => [id, name])));
		return {
			results: [...found].map(([id, name]) => ({
				name: `${name ?? 'No name'} (${id})`,
				value: id,
			})),
			paginationToken: pages.some(({ hasMore }) => hasMore) ? String(page + 1) : undefined,
		};
	} catch (thrown) {
		throw toNodeError(this.getNode(), thrown);
	}
}

/** Digits may be a phone number or an id: ServiceTitan is asked for both. */
function searchesFor(wanted: string): Query[] {
	if (wanted === '') return [{ sort: '-ModifiedOn' }];
	const digits = wanted.replace(/[\s().+/-]/g, '');
	if (!/^\d+$/.test(digits)) return [{ name: wanted, sort: '+Id' }];
	const byPhone: Query = { phone: wanted, sort: '+Id' };
	const mayBeId = digits === wanted && Number.isSafeInteger(Number(digits));
	return mayBeId ? [byPhone, { ids: digits, active: 'Any' }] : [byPhone];
}
