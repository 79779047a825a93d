import type { ContactRow, RowOutcome } from '../../../core/contact/contactRow';
import type { Answer, Arguments, Call } from './callers';

/** An instant in seconds after a fixed moment, with seven digits. */
export const at = (seconds: number): string =>
	`2026-07-01T12:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}.0000000Z`;

/** A customer with a phone of its own, changed at second 0. */
export const row = (crm_id: string, more: Partial<ContactRow> = {}): ContactRow => ({
	crm_id,
	firstname: 'Ada',
	lastname: 'Lovelace',
	phone: `+1312555${crm_id.padStart(4, '0')}`,
	email: null,
	custom_fields: { type: 'Residential', balance: 0 },
	active: true,
	source_modified_on: at(0),
	source_read_at: at(1),
	...more,
});

export async function upsert(
	call: Call,
	workspace_id: string | null,
	rows: unknown[],
	more: Arguments = {},
): Promise<Answer & { rows: RowOutcome[]; counts: Record<string, number> }> {
	const answer = await call('upsert_contacts', { workspace_id, rows, ...more });
	return answer as Awaited<ReturnType<typeof upsert>>;
}

/** `created`, `skipped: has no phone and no e-mail` … one line a row, in their order. */
export const spoken = (answer: { rows: RowOutcome[] }): string[] =>
	answer.rows.map(({ outcome, reason }) => (reason ? `${outcome}: ${reason}` : outcome));
