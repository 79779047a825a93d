import type { HandMade, StoredContact } from './backend';
import type { ContactRow } from '../../../sync/ports';

/** What people typed into contacts, and what may become of it. */
export class HandMadeContacts {
	private readonly typed = new Map<string, HandMade>();
	private readonly notes = new Map<string, Record<string, string>>();

	constructor(private readonly wrong: (what: string) => void) {}

	add(id: string, contact: HandMade): void {
		this.typed.set(id, contact);
	}

	annotate(id: string, key: string, value: string): void {
		this.notes.set(id, { ...this.notes.get(id), [key]: value });
	}

	/** What was typed there before it belonged to a customer. */
	get(id: string): HandMade | undefined {
		return this.typed.get(id);
	}

	/** Whether a contact was given to a customer by the rule: the only one that has its phone or e-mail, on both sides. */
	checkLink(row: ContactRow, batch: ContactRow[], before: StoredContact[]): void {
		const others = [...batch, ...before.filter(({ crm_id }) => crm_id !== null)];
		const shared = others.find((other) => other.crm_id !== row.crm_id && isAlike(other, row));
		const alike = before.filter((contact) => contact.crm_id === null && isAlike(contact, row));
		if (alike.length !== 1)
			this.wrong(`customer ${row.crm_id} was linked though ${alike.length} contacts are like it`);
		if (shared) this.wrong(`customer ${row.crm_id} was linked though ${shared.crm_id} is like it`);
	}

	/** Whether everything people wrote is still there. */
	check(stored: StoredContact[]): void {
		for (const [id, contact] of this.typed) {
			const row = stored.find((one) => one.id === id);
			if (!row) this.wrong(`the contact ${contact.firstname}, typed in by hand, is gone`);
			else this.checkOne(row, contact);
		}
		for (const [id, notes] of this.notes) {
			const row = stored.find((one) => one.id === id);
			for (const [key, value] of Object.entries(notes))
				if (row?.metadata[key] !== value)
					this.wrong(`a person's note ${key} was lost in ${row?.crm_id}`);
		}
	}

	private checkOne(row: StoredContact, typed: HandMade): void {
		const { custom_fields, ...own } = row.metadata;
		const wanted = { ...typed.metadata, ...this.notes.get(row.id) } as StoredContact['metadata'];
		const { custom_fields: theirs, ...rest } = wanted;
		if (!sameFields(own, rest) || !isWithin(theirs ?? {}, custom_fields ?? {}))
			this.wrong(`metadata of the contact ${typed.firstname}, typed in by hand, was changed`);
		const untouched = (['firstname', 'phone', 'email'] as const).every(
			(column) => row[column] === typed[column],
		);
		const replaced = (custom_fields?.beforeLinking ?? {}) as Record<string, unknown>;
		for (const column of ['firstname', 'phone', 'email'] as const)
			if (![row[column], replaced[column]].includes(typed[column]) && typed[column] !== null)
				this.wrong(`the ${column} that was typed into ${typed.firstname} is nowhere any more`);
		if (row.crm_id === null && !(untouched && sameFields(custom_fields ?? {}, theirs ?? {})))
			this.wrong(
				`the contact ${typed.firstname}, typed in by hand, was changed without being linked`,
			);
	}
}

interface Reachable {
	phone?: string | null;
	email?: string | null;
}

/** The last ten digits: all numbers of these stories are American. */
const digits = (phone: string | null | undefined): string =>
	(phone ?? '').replace(/\D/g, '').slice(-10);
const lower = (email: string | null | undefined): string => (email ?? '').trim().toLowerCase();

export const isAlike = (a: Reachable, b: Reachable): boolean =>
	(digits(a.phone) !== '' && digits(a.phone) === digits(b.phone)) ||
	(lower(a.email) !== '' && lower(a.email) === lower(b.email));

const isWithin = (part: Record<string, unknown>, whole: Record<string, unknown>): boolean =>
	Object.entries(part).every(
		([key, value]) => JSON.stringify(whole[key]) === JSON.stringify(value),
	);

const sameFields = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
	isWithin(a, b) && isWithin(b, a);
