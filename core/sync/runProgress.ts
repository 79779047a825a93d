import { instantOfMillis, millisOf, type Instant } from '../instant';

/** How far a long run is, for a person who looks at it while it goes on. */
export interface RunProgress {
	/** One sentence: "12,500 of about 30,000 customers, 410 a second, done at about 14:05 UTC." */
	message: string;
	contactMethods: number | null;
	customers: number;
	/** How many there were at the start; `null` unknown. */
	total: number | null;
	/** Customers a second in this run; `null` before the first. */
	perSecond: number | null;
	/** When it ends at this rate; `null` unknown. */
	estimatedEnd: Instant | null;
}

export interface HowFar {
	/** `null` where the run does not read them on their own. */
	contactMethods: number | null;
	customers: number;
	total: number | null;
	/** Customers when this run began to read them, and when that was. */
	since: { customers: number; at: Instant };
	now: Instant;
}

export function progressOf(far: HowFar): RunProgress {
	const { contactMethods, customers, total, since, now } = far;
	const seconds = (millisOf(now) - millisOf(since.at)) / 1000;
	const done = customers - since.customers;
	const perSecond = done > 0 && seconds > 0 ? done / seconds : null;
	const estimatedEnd = endOf(far, perSecond);
	return {
		message: sentenceOf(far, perSecond, estimatedEnd),
		contactMethods,
		customers,
		total,
		perSecond: perSecond && Math.round(perSecond * 10) / 10,
		estimatedEnd,
	};
}

/** Later than in a year says nothing, and might be later than a date can tell. */
const FORESEEABLE_SECONDS = 365 * 24 * 3600;

function endOf({ customers, total, now }: HowFar, perSecond: number | null): Instant | null {
	if (perSecond === null || total === null) return null;
	const seconds = Math.max(0, total - customers) / perSecond;
	return seconds < FORESEEABLE_SECONDS ? instantOfMillis(millisOf(now) + seconds * 1000) : null;
}

function sentenceOf(
	{ contactMethods, customers, total }: HowFar,
	perSecond: number | null,
	end: Instant | null,
): string {
	if (customers === 0 && contactMethods !== null)
		return `Reading phone numbers and e-mails first: ${grouped(contactMethods)} so far.`;
	const of = total === null ? '' : ` of about ${grouped(Math.max(total, customers))}`;
	const rate = perSecond === null ? '' : `, ${grouped(Math.round(perSecond))} a second`;
	const until = end === null ? '' : `, done at about ${end.slice(11, 16)} UTC`;
	return `${grouped(customers)}${of} customers${rate}${until}.`;
}

/** 12500 as "12,500", whatever the host's language. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
