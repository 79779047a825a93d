import type { Stage } from '../stage/stage';
import { noCounts } from './counts';
import type { Cast, Person } from './people';
import type { Step } from './step';

type Rows = Pick<Stage, 'serviceTitan' | 'sql' | 'workspaceId'>;

const newPhone = '(415) 555-0188';
const newPhoneStored = '+14155550188';

/** The proof: six things that happen at a business, and exactly what the sync must make of each. */
export function stepsWith(cast: Cast, stage: Rows): Step[] {
	const { simulator } = stage.serviceTitan;
	const { first, ten, two } = cast;
	const noteOn = (person: Person) =>
		void simulator.addNote(person.id, 'Called, wants an appointment.');
	return [
		{
			name: 'one note',
			story: `A note on one customer, ${called(first)}`,
			change: () => noteOn(first),
			expected: { ...noCounts, fetched: 1, created: 1 },
			look: () => missing(stage, [first]),
		},
		{
			name: 'notes on 12 customers',
			story: 'Notes on 12 further customers, 2 of them without phone or e-mail',
			change: () => [...ten, ...two].forEach(noteOn),
			expected: { ...noCounts, fetched: 12, created: 10, skipped: 2 },
			look: () => missing(stage, ten),
		},
		{
			name: 'a changed phone',
			story: `Another phone number for ${called(first)}, and nothing else`,
			change: () => first.phones.forEach((id) => simulator.editContact(id, { value: newPhone })),
			expected: { ...noCounts, fetched: 1, updated: 1 },
			look: () => phoneIsNot(stage, first, newPhoneStored),
		},
		{
			name: 'a removed phone',
			story: `The phone number of ${called(first)} is removed`,
			change: () => first.phones.forEach((id) => simulator.removeContact(id)),
			expected: { ...noCounts, fetched: 1, updated: 1 },
			look: () => phoneIsNot(stage, first, null),
		},
		{
			name: 'a note on a synced customer',
			story: `A note on ${called(first)}, who is in Supabase already`,
			change: () => noteOn(first),
			expected: { ...noCounts, fetched: 1, unchanged: 1 },
		},
		{ name: 'nothing changed', story: 'Nothing happens', expected: noCounts },
	];
}

const called = ({ name, id }: Person) => `${name} (${id})`;

async function missing({ sql, workspaceId }: Rows, people: Person[]): Promise<string | undefined> {
	const ids = people.map(({ id }) => String(id));
	const rows = await sql<Array<{ crm_id: string }>>`
		select crm_id::text from contacts
		where workspace_id::text = ${workspaceId} and crm_id::text = any(${ids})`;
	const there = new Set(rows.map(({ crm_id }) => crm_id));
	const absent = ids.filter((id) => !there.has(id));
	return absent.length > 0 ? `contacts has no row for ${absent.join(', ')}` : undefined;
}

async function phoneIsNot(
	{ sql, workspaceId }: Rows,
	{ id }: Person,
	wanted: string | null,
): Promise<string | undefined> {
	const [row] = await sql<Array<{ phone: string | null }>>`
		select phone from contacts where workspace_id::text = ${workspaceId} and crm_id::text = ${String(id)}`;
	if (!row) return `contacts has no row for ${id}`;
	return row.phone === wanted ? undefined : `the phone in contacts is ${row.phone}, not ${wanted}`;
}
