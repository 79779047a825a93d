import { z } from 'zod';

import type { Instant } from '../instant';
import type { ContactMethod } from '../servicetitan/contactMethod';
import type { Customer } from '../servicetitan/customer';

/**
 * What was handed on already, per stream: record id → version. It keeps the lookback from handing the same
 * version on twice. Customers and contact methods are apart, because a phone may change after its customer.
 */
export const delivered = z.object({
	customer: z.record(z.string()),
	contact_method: z.record(z.string()),
});

export type Delivered = z.output<typeof delivered>;
export type Stream = keyof Delivered;

export const nothingDelivered = (): Delivered => ({ customer: {}, contact_method: {} });

/** The version of a record: its modifiedOn, and whether it is a removal; '' where ServiceTitan gave none. */
export const versionOf = (record: Pick<Customer | ContactMethod, 'modifiedOn'>): string =>
	record.modifiedOn ?? '';

export const versionOfMethod = (method: ContactMethod): string =>
	`${versionOf(method)}${method.active === false ? ' removed' : ''}`;

/** A version that cannot be told is always new: twice is harmless, never is not. */
export const isNew = (known: Record<string, string>, id: number, version: string): boolean =>
	version.trim() === '' || known[id] !== version;

/** The bound of the memory that n8n's static data holds; beyond it versions may be handed on twice. */
const MOST_REMEMBERED = 5000;

/** Keeps what the next window can meet again: the newest versions since `since`, bounded in number. */
export function prune(known: Record<string, string>, since: Instant): Record<string, string> {
	const recent = Object.entries(known).filter(([, version]) => version >= since);
	const newestFirst = recent.sort(([, a], [, b]) => (a < b ? 1 : -1));
	return Object.fromEntries(newestFirst.slice(0, MOST_REMEMBERED));
}
