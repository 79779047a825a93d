import type { RowOutcome } from '../contact/contactRow';

/** A contact that was not what ServiceTitan holds. */
export interface HealedRow {
	crm_id: string;
	/** `created`: it was missing. */
	outcome: 'created' | 'updated' | 'linked';
	/** Of an updated one: the columns and custom fields that were different. */
	changed: string[];
}

/** What a reconciliation found. */
export interface Healing {
	healed: number;
	/**
	 * How many contacts were different in each column or custom field; those that were missing under `missing`, those
	 * that belonged to no customer under `linked`.
	 */
	differences: Record<string, number>;
	/** The first of them. */
	rows: HealedRow[];
}

/** How many healed contacts a report names; the counts hold all of them. */
export const MOST_HEALED = 50;

export const nothingHealed = (): Healing => ({ healed: 0, differences: {}, rows: [] });

/** @param outcomes  of one batch that was written, or would have been */
export function withOutcomes(before: Healing, outcomes: RowOutcome[]): Healing {
	const rows = outcomes.flatMap(healedRow);
	const differences = { ...before.differences };
	for (const difference of rows.flatMap(differencesOf)) {
		differences[difference] = (differences[difference] ?? 0) + 1;
	}
	return {
		healed: before.healed + rows.length,
		differences,
		rows: [...before.rows, ...rows].slice(0, MOST_HEALED),
	};
}

function healedRow({ crm_id, outcome, changed }: RowOutcome): HealedRow[] {
	if (outcome !== 'created' && outcome !== 'updated' && outcome !== 'linked') return [];
	return [{ crm_id, outcome, changed: changed ?? [] }];
}

const differencesOf = ({ outcome, changed }: HealedRow): string[] => {
	if (outcome === 'created') return ['missing'];
	return outcome === 'linked' ? ['linked'] : changed;
};

const inWords = ([difference, count]: [string, number]): string => {
	if (difference === 'missing') return `${count} missing`;
	return difference === 'linked'
		? `${count} linked to a contact typed in by hand`
		: `${difference} in ${count}`;
};

/** "3 contacts were different, healed: 1 missing, phone in 2." */
export function sentenceOfHealing({ healed, differences }: Healing, dryRun: boolean): string {
	if (healed === 0) return 'Every contact is what ServiceTitan holds.';
	const parts = Object.entries(differences)
		.sort(([, a], [, b]) => b - a)
		.map(inWords);
	const what = healed === 1 ? '1 contact was different' : `${healed} contacts were different`;
	const now = dryRun ? 'a run would heal' : 'healed';
	return `${what}, ${now}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}
