import { z } from 'zod';

import type { Instant } from '../../instant';
import type { Known } from '../diagnosis/known';
import { open, type Verdict } from './assumption';

/** What the questions need of a record, as ServiceTitan wrote it: nothing is brought into form here. */
export const rowSeen = z
	.object({
		id: z.number(),
		customerId: z.number().nullish(),
		modifiedOn: z.string().nullish(),
		createdOn: z.string().nullish(),
	})
	.passthrough();

export type RowSeen = z.output<typeof rowSeen>;

/** A page of a list, or a batch of an export. */
export const rowsSeen = z.object({
	data: z.array(rowSeen),
	hasMore: z.boolean(),
	totalCount: z.number().nullish(),
	continueFrom: z.string().nullish(),
});

export type RowsSeen = z.output<typeof rowsSeen>;

/** ServiceTitan gave it, or said no, in its own words. */
export type Reply = { given: RowsSeen } | { refused: string; kind: string };

/** A question about some records, and what came. */
export interface About {
	ids: number[];
	reply: Reply;
}

export interface PageSizes {
	/** The largest of those tried; `null`: none. */
	largest: number | null;
	/** Whether a refusal named the page size, so that the package knows what was wrong. */
	named: boolean;
	/** ServiceTitan's words where one was refused. */
	said: string | null;
}

/** All that was asked. Where a call failed for another reason, it says so instead. */
export interface Answers {
	/** ServiceTitan's time when it was asked; this machine's where it says none. */
	now: Instant;
	/** 50 customers by `sort=+Id`, with the total. */
	first: Known<Reply>;
	/** 50 by `sort=-Id`. */
	last: Known<Reply>;
	pageSizes: Known<PageSizes>;
	/** Customers by `ids`. */
	byIds: Known<About>;
	/** Contact methods by `customerIds`. */
	methodsOf: Known<About>;
	/** Contact methods of inactive customers. */
	inactive: Known<About>;
	/** One customer, if it was modified on or after the instant at which it was. */
	sinceItself: Known<About>;
	/** Contact methods changed in the last half hour, by their list. */
	recent: Known<Reply>;
	/** The same by the export with recent changes, without them, and from where the first ended. */
	exportWith: Known<Reply>;
	exportWithout: Known<Reply>;
	exportOn: Known<Reply>;
	/** The date that the exports were to begin at. */
	exportFrom: Instant;
	/** Whether replies carry a `Date`. */
	dated: Known<boolean>;
	/** By how many seconds ServiceTitan's clock is ahead of the database's. */
	clockAhead: Known<number>;
	/** The status that a wrong app key was answered with. */
	wrongAppKey: Known<number>;
	/** The tenant that a token names; `null`: none. */
	tokenTenant: Known<string | null>;
	tenantId: string;
}

/** Judges what was given or refused; a call that failed otherwise leaves the question open. */
export function answered<T>(answer: Known<T>, judge: (value: T) => Verdict): Verdict {
	if (answer.state === 'known') return judge(answer.value);
	return open(answer.state === 'failed' ? answer.found : answer.because);
}

export function given(
	answer: Known<Reply>,
	judge: (rows: RowsSeen) => Verdict,
	refused: (said: string) => Verdict = (said) => open(`ServiceTitan refused: ${said}`),
): Verdict {
	return answered(answer, (reply) =>
		'given' in reply ? judge(reply.given) : refused(reply.refused),
	);
}

export const rowsOf = (answer: Known<Reply>): RowSeen[] =>
	answer.state === 'known' && 'given' in answer.value ? answer.value.given.data : [];
