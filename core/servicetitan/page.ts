import { z, type ZodTypeAny } from 'zod';

import type { Plain } from './unreadable';

/** A record's form, and a quick way to read the usual one where there is one. */
type Listed = ZodTypeAny & { plain?: Plain<unknown> };

/** The records in their order. Hundreds that are all as usual need no schema to say so one by one. */
const listOf = <T extends Listed>(record: T) => {
	const records = z.array(record);
	const { plain } = record;
	if (!plain) return records;
	return z.unknown().transform((sent, context): z.output<typeof records> => {
		const usual = Array.isArray(sent) ? sent.map(plain) : [undefined];
		if (!usual.includes(undefined)) return usual;
		const read = records.safeParse(sent);
		if (read.success) return read.data;
		read.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});
};

/** One page of a list. `totalCount` is there only when it was asked for, and then not always. */
export const pageOf = <T extends Listed>(record: T) =>
	z.object({
		data: listOf(record),
		hasMore: z.boolean(),
		page: z.number().int().nullish(),
		pageSize: z.number().int().nullish(),
		totalCount: z.number().int().nullish(),
	});

/** One batch of an export: `continueFrom` is the token to go on from, also when there is no more. */
export const exportBatchOf = <T extends Listed>(record: T) =>
	z.object({ data: listOf(record), hasMore: z.boolean(), continueFrom: z.string().min(1) });

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
