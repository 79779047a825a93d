import type { Instant } from '../instant';
import type { Customer } from '../servicetitan/customer';
import type { Page } from '../servicetitan/page';
import type { Window } from './window';

/** How often the customers of one window are read before the run gives up: the list changed each time. */
export const MOST_DRAINS = 3;

/** How often the same page may come again before it is taken for an endless list. */
const MOST_REPEATS = 2;

/** The customers one drain has met: those of this poll, and the highest id that earlier polls of the window came to. */
export interface Met {
	upTo: number;
	/** Customer id → how it was met last, and whether it is in the count. */
	seen: Map<number, { version: Instant | null | undefined; counts: boolean }>;
}

export const metBefore = ({ lastId }: Window): Met => ({ upTo: lastId, seen: new Map() });

/**
 * The window after one page of customers was read. A row that slid onto this page from the last one is
 * counted once: counting it twice could hide a row that was lost. So could one that is met again because it
 * changed meanwhile: the total no longer holds it, so it leaves the count.
 */
export function afterPage(window: Window, page: Page<Customer>, met: Met): Window {
	let { counted, lastId } = window;
	for (const { id, modifiedOn } of page.data) {
		const before = met.seen.get(id) ?? (id <= met.upTo ? { counts: true } : undefined);
		const counts = isCounted(window, modifiedOn, before);
		counted += Number(counts) - Number(before?.counts ?? false);
		met.seen.set(id, { version: modifiedOn, counts });
		lastId = Math.max(lastId, id);
	}
	return { ...window, page: window.page + 1, counted: Math.max(0, counted), lastId };
}

type MetBefore = { version?: Instant | null; counts: boolean } | undefined;

function isCounted(window: Window, modifiedOn: Customer['modifiedOn'], before: MetBefore): boolean {
	if (before && (!before.counts || before.version === modifiedOn)) return before.counts;
	if (isBefore(modifiedOn, window.startedAt)) return true;
	// Balance changes move modifiedOn, but not the time that the total goes by when they are ignored.
	return window.excludeAccountingChanges && before === undefined;
}

/** A row without modifiedOn counts as old: it cannot have entered the list after the start, as far as one knows. */
const isBefore = (modifiedOn: Instant | null | undefined, startedAt: Instant): boolean =>
	!modifiedOn || modifiedOn < startedAt;

/**
 * Whether a page is in the order of ids that was asked for, as the next one of this drain. Rows that slid onto it from
 * the last page come first; then it goes on beyond the highest id so far.
 */
export function isInOrder({ data }: Page<Customer>, { lastId }: Window): boolean {
	const ascending = data.every(({ id }, index) => index === 0 || id > (data[index - 1]?.id ?? 0));
	return ascending && (data.at(-1)?.id ?? lastId) >= lastId;
}

/**
 * Whether a drain saw everything: the total of rows from before the start must not exceed what was counted.
 * @param total  `undefined` where ServiceTitan gave none, so that nothing can be checked
 */
export const isComplete = (window: Window, total: number | null | undefined): boolean =>
	typeof total !== 'number' || total <= window.counted;

/** Watches that a stream of pages advances; each page goes through `stalled` once. */
export class Advance {
	/** How often each page came, by its first key, its last and their number: pages may come in a circle. */
	private readonly times = new Map<string, number>();

	/** @returns what is wrong, in words, or `undefined` while the stream moves on */
	stalled(keys: readonly (number | string)[], hasMore: boolean): string | undefined {
		if (!hasMore) return undefined;
		if (keys.length === 0) return 'a page promises more but is empty';
		const page = [keys[0], keys.at(-1), keys.length].join();
		const before = this.times.get(page) ?? 0;
		this.times.set(page, before + 1);
		return before >= MOST_REPEATS ? 'the same page comes again and again' : undefined;
	}
}
