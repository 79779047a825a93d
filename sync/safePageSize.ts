import { RequestFailed } from '../core/failure';

/** Every tenant accepts this page size; larger ones are refused by some. */
export const SAFE_PAGE_SIZE = 50;

/** Whether ServiceTitan did not answer for the page size alone. */
export const refusesPageSize = (failure: unknown): boolean =>
	failure instanceof RequestFailed &&
	failure.failure.kind === 'rejected' &&
	/page_?size/i.test(JSON.stringify(failure.failure));
