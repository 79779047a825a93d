import { z, type ZodTypeAny } from 'zod';

/** One page of a list. `totalCount` is there only when it was asked for, and then not always. */
export const pageOf = <T extends ZodTypeAny>(record: T) =>
	z.object({
		data: z.array(record),
		hasMore: z.boolean(),
		page: z.number().int().nullish(),
		pageSize: z.number().int().nullish(),
		totalCount: z.number().int().nullish(),
	});

/** One batch of an export: `continueFrom` is the token to go on from, also when there is no more. */
export const exportBatchOf = <T extends ZodTypeAny>(record: T) =>
	z.object({ data: z.array(record), hasMore: z.boolean(), continueFrom: z.string().min(1) });

export interface Page<T> {
	data: T[];
	hasMore: boolean;
	totalCount?: number | null;
}

export interface ExportBatch<T> {
	data: T[];
	hasMore: boolean;
	continueFrom: string;
}
