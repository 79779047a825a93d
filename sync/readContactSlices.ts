import type { Window } from '../core/sync/window';
import { methodsSince } from '../core/sync/windowAndClock';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import type { Reading } from './readChanges';
import { readSlices } from './readSlices';

/**
 * The contact methods modified since the cursor: this list knows no sort. What changes after the run's start
 * belongs to the next run.
 */
export async function* readContactSlices(
	{ serviceTitan }: Reading,
	window: Window,
): AsyncGenerator<{ methods: CustomersContactMethod[]; window: Window }> {
	const { pageSize, startedAt, methodsUpTo } = window;
	const list = {
		name: 'the list of contact methods',
		ask: async ({ from, before }: { from: string; before: string }, page: number) =>
			await serviceTitan.contactMethodsModified({
				modifiedOnOrAfter: from,
				modifiedBefore: before,
				page,
				pageSize,
			}),
	};
	const whole = { from: methodsUpTo ?? methodsSince(window), before: startedAt };
	for await (const { rows, upTo } of readSlices(list, whole)) {
		yield { methods: rows.value, window: { ...window, methodsUpTo: upTo } };
	}
}
