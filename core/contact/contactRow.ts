import type { Instant } from '../instant';

/**
 * One customer on its way to `servicetitan_upsert_contacts`.
 * Absent is not empty: a key that is missing leaves the column alone, `null` empties it.
 */
export interface ContactRow {
	/** The ServiceTitan id as text. */
	crm_id: string;
	firstname?: string | null;
	lastname?: string | null;
	/** E.164, or as it was typed where it is no valid number. */
	phone?: string | null;
	/** Lower case. */
	email?: string | null;
	/** Digit strings a hand-typed number may stand as, for linking: with country code, national. */
	phone_forms?: string[];
	/** The keys we own inside `metadata.custom_fields`; a key with `null` is removed there, others' keys stay. */
	custom_fields: Record<string, unknown>;
	/** False once deactivated or merged: it keeps its last phone and e-mail, and is not linked. */
	active: boolean;
	/** Further columns of `contacts`, by name, as the user mapped them. */
	columns?: Record<string, unknown>;
	source_modified_on: Instant | null;
	/** ServiceTitan's time when the contact methods were asked for; null where nobody noted it. */
	source_read_at: Instant | null;
	/** True: newer or older is told by `source_read_at` alone, since ServiceTitan's clock was set back. */
	by_reading?: true;
	/** True: it was read just now, so that a stored reading time hours ahead of it is a mistake and is put right. */
	just_read?: true;
}

/** A customer that is counted but not written: left out on purpose, or unreadable. */
export interface SetAside {
	crm_id: string;
	set_aside: 'skipped' | 'failed';
	reason: string;
}

export type Outcome = 'created' | 'updated' | 'unchanged' | 'linked' | 'skipped' | 'failed';

/** What became of one row. `twin` is the contact, typed in by hand, that may be the same person. */
export interface RowOutcome {
	crm_id: string;
	outcome: Outcome;
	reason?: string | null;
	contact_id?: string | null;
	twin?: string | null;
	/** Of an updated one: the columns and custom fields that have another value now. */
	changed?: string[] | null;
}
