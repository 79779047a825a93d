import type { ZodTypeAny, z } from 'zod';

import { RequestFailed } from '../../core/failure';
import { pageOf, type Page } from '../../core/servicetitan/page';
import { Advance } from '../../core/sync/drain';
import type { Timed } from '../../sync/ports';
import type { Query } from '../query';
import type { CallServiceTitan } from './call';

/** What every tenant accepts. */
const SAFE_PAGE_SIZE = 50;

export interface List<Schema extends ZodTypeAny> {
	/** Of the API, e.g. `settings/v2`; the CRM unless given. */
	module?: string;
	/** e.g. `customers`. */
	path: string;
	query: Query;
	/** The form of one record. */
	record: Schema;
	pageSize: number;
}

/**
 * The pages of a list, one after the other, for as long as somebody asks for the next.
 * @throws RequestFailed `malformed` where the list does not advance
 */
export async function* pagesOf<Schema extends ZodTypeAny>(
	call: CallServiceTitan,
	{ module, path, query, record, pageSize }: List<Schema>,
): AsyncGenerator<Timed<Page<z.output<Schema>>>> {
	const advance = new Advance();
	const answer = pageOf(record);
	for (let page = 1, hasMore = true; hasMore; page++) {
		const read = await call({
			method: 'GET',
			module,
			path,
			query: { ...query, page, pageSize },
			answer,
		});
		({ hasMore } = read.value);
		const stalled = advance.stalled(
			read.value.data.map((row: { id?: number }) => row.id ?? JSON.stringify(row)),
			hasMore,
		);
		if (stalled) throw malformedList(path, stalled);
		yield read;
	}
}

/** Reads with pages of the wanted size, or with ones every tenant accepts where that is refused. */
export async function inPagesOf<T>(
	wanted: number,
	read: (pageSize: number) => Promise<T>,
): Promise<T> {
	return await read(wanted).catch(async (thrown: unknown) => {
		if (wanted <= SAFE_PAGE_SIZE || !refusesPageSize(thrown)) throw thrown;
		return await read(SAFE_PAGE_SIZE);
	});
}

const refusesPageSize = (thrown: unknown): boolean =>
	thrown instanceof RequestFailed &&
	thrown.failure.kind === 'rejected' &&
	/page_?size/i.test(JSON.stringify(thrown.failure));

export const malformedList = (path: string, what: string): RequestFailed =>
	new RequestFailed('ServiceTitan', { kind: 'malformed', detail: `in the list ${path} ${what}` });
