import { z } from 'zod';

import { fingerprintOf } from '../fingerprint';
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

/**
 * The version of a customer: its modifiedOn, and a mark of its content, since two edits may share an instant.
 * '' where ServiceTitan gave no modifiedOn. As text, versions compare like their instants.
 */
export const versionOf = (customer: Customer): string =>
	customer.modifiedOn ? `${customer.modifiedOn} ${fingerprintOf(JSON.stringify(customer))}` : '';

/** The same for a contact method, and whether it is a removal. Of its content only what every list of them gives. */
export function versionOfMethod(method: ContactMethod): string {
	const { modifiedOn, type, value, active } = method;
	if (!modifiedOn) return '';
	const content = JSON.stringify([type ?? null, value ?? null]);
	return `${modifiedOn} ${fingerprintOf(content)}${active === false ? ' removed' : ''}`;
}

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
