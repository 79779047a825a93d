import type { Instant } from '../../instant';

/** "2026-07-01 12:05 UTC" */
export const clock = (moment: Instant): string => `${moment.slice(0, 16).replace('T', ' ')} UTC`;

/** 12500 as "12,500", whatever the host's language. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 customer", "12,500 customers" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
	`${grouped(count)} ${count === 1 ? one : many}`;

/** "40 seconds", "25 minutes", "3 hours", "4 days": roughly, as people say it. */
export function span(seconds: number): string {
	if (seconds < 90) return counted(Math.round(seconds), 'second');
	if (seconds < 90 * 60) return counted(Math.round(seconds / 60), 'minute');
	if (seconds < 36 * 3600) return counted(Math.round(seconds / 3600), 'hour');
	return counted(Math.round(seconds / 86_400), 'day');
}

/** The parts that say something, one after the other. */
export const sentences = (...parts: Array<string | false | null | undefined>): string =>
	parts.filter(Boolean).join(' ');
