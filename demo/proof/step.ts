import type { Counts } from './counts';

/** One thing that happens in ServiceTitan, and what the sync must make of it. */
export interface Step {
	/** As in the JSON, e.g. "one note". */
	name: string;
	/** For the person, e.g. "A note on Ada Smith (4000123)". */
	story: string;
	/** Makes the change in ServiceTitan; nothing for the step in which nothing happens. */
	change?: () => void;
	expected: Counts;
	/** Looks at the rows themselves. Gives what is wrong with them, or nothing. */
	look?: () => Promise<string | undefined>;
}

/** What came of it. */
export interface StepResult extends Counts {
	name: string;
	/** From the poll's first call until everything was written. */
	seconds: number;
	/** Without those for a token. */
	serviceTitanCalls: number;
	supabaseCalls: number;
}

/** Something came out differently; the message says what. */
export class NotAsPromised extends Error {}
