import type { ContactWrite, Refuses } from './database';
import type { JsonObject } from './json';

export interface MemorySupabaseOptions {
	/** Milliseconds since 1970, by the database's clock. */
	now: () => number;
	/** Before anything happens. What it throws reaches the caller. */
	beforeCall?: (name: string, args: JsonObject) => void | Promise<void>;
	/** When all is stored. What it throws reaches the caller in place of the answer. */
	afterCommit?: (name: string, args: JsonObject, answer: unknown) => void | Promise<void>;
	/** A constraint on contacts: why this contact may not be stored like this. */
	refuses?: Refuses;
	/** Names of the user's further columns of contacts, all of them text. */
	further?: string[];
}

export interface JournalEntry extends ContactWrite {
	at: string;
	runId: string | null;
}
