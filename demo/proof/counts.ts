/** What a run did, as its history and the Summary of Supabase Contact Upsert have it. */
export interface Counts {
	fetched: number;
	created: number;
	updated: number;
	unchanged: number;
	linked: number;
	skipped: number;
	failed: number;
}

export const noCounts: Counts = {
	fetched: 0,
	created: 0,
	updated: 0,
	unchanged: 0,
	linked: 0,
	skipped: 0,
	failed: 0,
};

export const countNames = Object.keys(noCounts) as Array<keyof Counts>;

/** Those that are not zero, e.g. "fetched 12, created 10, skipped 2"; "nothing" when all are. */
export const inWords = (counts: Counts): string =>
	countNames
		.filter((name) => counts[name] !== 0)
		.map((name) => `${name} ${counts[name]}`)
		.join(', ') || 'nothing';

export const same = (one: Counts, other: Counts): boolean =>
	countNames.every((name) => one[name] === other[name]);
