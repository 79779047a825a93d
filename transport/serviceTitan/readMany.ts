import type { ZodTypeAny, z } from 'zod';

import type { CallServiceTitan } from './call';
import { inPagesOf, pagesOf, type List } from './pages';

const PAGE_SIZE = 500;

export interface Wanted<Schema extends ZodTypeAny> extends Omit<List<Schema>, 'pageSize'> {
	/** How many records at most; `Infinity` for all. */
	most: number;
}

/** The first records of a list. @throws RequestFailed */
export async function readMany<Schema extends ZodTypeAny>(
	call: CallServiceTitan,
	{ most, ...list }: Wanted<Schema>,
): Promise<Array<z.output<Schema>>> {
	return await inPagesOf(Math.min(PAGE_SIZE, most), async (pageSize) => {
		const found: Array<z.output<Schema>> = [];
		for await (const { value } of pagesOf(call, { ...list, pageSize })) {
			found.push(...value.data);
			if (found.length >= most) break;
		}
		return found.slice(0, most);
	});
}
