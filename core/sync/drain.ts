import type { Instant } from '../instant';
import type { Customer } from '../servicetitan/customer';
import type { Page } from '../servicetitan/page';
import type { Window } from './window';

/** How often the customers of one window are read before the run gives up: the list changed each time. */
export const MOST_DRAINS = 3;

/** How often in a row the same page may come before it is taken for an endless list. */
const MOST_REPEATS = 2;

/** The customers one drain has met: ids of this poll, and the highest id that earlier polls of the window came to. */
export interface Met {
	upTo: number;
	ids: Set<number>;
}

export const metBefore = ({ lastId }: Window): Met => ({ upTo: lastId, ids: new Set() });

/**
 * The window after one page of customers was read. A row that slid onto this page from the last one is
 * counted once: counting it twice could hide a row that was lost.
 */
export function afterPage(window: Window, page: Page<Customer>, met: Met): Window {
	let { counted, lastId } = window;
	for (const { id, modifiedOn } of page.data) {
		if (id <= met.upTo || met.ids.has(id)) continue;
		met.ids.add(id);
		lastId = Math.max(lastId, id);
		// Balance changes move modifiedOn, but not the time that the total goes by when they are ignored.
		if (window.excludeAccountingChanges || isBefore(modifiedOn, window.startedAt)) counted++;
	}
	return { ...window, page: window.page + 1, counted, lastId };
}

/** A row without modifiedOn counts as old: it cannot have entered the list after the start, as far as one knows. */
const isBefore = (modifiedOn: Instant | null | undefined, startedAt: Instant): boolean =>
	!modifiedOn || modifiedOn < startedAt;

/**
 * Whether a drain saw everything: the total of rows from before the start must not exceed what was counted.
 * @param total  `undefined` where ServiceTitan gave none, so that nothing can be checked
 */
export const isComplete = (window: Window, total: number | null | undefined): boolean =>
	typeof total !== 'number' || total <= window.counted;

/** Watches that a stream of pages advances; each page goes through `stalled` once. */
export class Advance {
	private last = '';
	private repeats = 0;

	/** @returns what is wrong, in words, or `undefined` while the stream moves on */
	stalled(keys: readonly (number | string)[], hasMore: boolean): string | undefined {
		if (!hasMore) return undefined;
		if (keys.length === 0) return 'a page promises more but is empty';
		const content = keys.join();
		this.repeats = content === this.last ? this.repeats + 1 : 0;
		this.last = content;
		return this.repeats >= MOST_REPEATS ? 'the same page comes again and again' : undefined;
	}
}
