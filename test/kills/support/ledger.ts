import { pickFrom, wholeBetween, type Chance } from '../../../simulator/chance';
import type { ServiceTitanSimulator } from '../../../simulator';

/** A row of contacts, as far as ServiceTitan decides about it. */
export interface Expected {
	crm_id: string;
	firstname: string;
	lastname: string;
	phone: string;
	email: string | null;
}

interface Person {
	given: string;
	family: string;
	/** Ten digits. */
	phone: string;
	phoneId: number;
	email: string | null;
	emailId: number | null;
}

/**
 * The test's own book of the customers it made in ServiceTitan. What `contacts` must hold is worked out from it
 * alone: all names, phones and e-mails are of a form whose translation needs no rule of the product.
 */
export class Ledger {
	private readonly people = new Map<number, Person>();
	private serial = 0;

	constructor(
		private readonly serviceTitan: ServiceTitanSimulator,
		private readonly chance: Chance,
	) {}

	get ids(): number[] {
		return [...this.people.keys()];
	}

	add(count: number): void {
		for (let made = 0; made < count; made++) {
			const person = { given: 'Robin', family: this.family(), phone: this.phone() };
			const { id } = this.serviceTitan.addCustomer({ name: nameOf(person) });
			const phoneId = this.serviceTitan.addContact(id, dialled(person.phone)).id;
			this.people.set(id, { ...person, phoneId, email: null, emailId: null });
			this.changeEmail(id);
		}
	}

	/** Changes so many customers, each in one way: a name, a phone, an e-mail, or an e-mail that is removed. */
	change(count: number): void {
		for (const id of this.some(count)) pickFrom(this.chance, this.edits)(id);
	}

	expected(): Expected[] {
		return [...this.people]
			.map(([id, { given, family, phone, email }]) => ({
				crm_id: String(id),
				firstname: given,
				lastname: family,
				phone: `+1${phone}`,
				email,
			}))
			.sort((a, b) => Number(a.crm_id) - Number(b.crm_id));
	}

	private readonly edits: readonly [(id: number) => void, ...Array<(id: number) => void>] = [
		(id) => this.changeName(id),
		(id) => this.changePhone(id),
		(id) => this.changeEmail(id),
		(id) => this.removeEmail(id),
	];

	private changeName(id: number): void {
		const person = this.personOf(id);
		person.family = this.family();
		this.serviceTitan.editCustomer(id, { name: nameOf(person) });
	}

	private changePhone(id: number): void {
		const person = this.personOf(id);
		person.phone = this.phone();
		this.serviceTitan.editContact(person.phoneId, dialled(person.phone));
	}

	private changeEmail(id: number): void {
		const person = this.personOf(id);
		person.email = `robin.${++this.serial}@example.com`;
		const method = { type: 'Email' as const, value: person.email.toUpperCase() };
		if (person.emailId === null) person.emailId = this.serviceTitan.addContact(id, method).id;
		else this.serviceTitan.editContact(person.emailId, method);
	}

	private removeEmail(id: number): void {
		const person = this.personOf(id);
		if (person.emailId === null) return this.changeEmail(id);
		this.serviceTitan.removeContact(person.emailId);
		Object.assign(person, { email: null, emailId: null });
	}

	private personOf(id: number): Person {
		const person = this.people.get(id);
		if (!person) throw new Error(`The ledger has no customer ${id}`);
		return person;
	}

	/** Different ones, in any order. */
	private some(count: number): number[] {
		const ids = this.ids;
		const wanted = Math.min(count, ids.length);
		for (let at = 0; at < wanted; at++) {
			const other = wholeBetween(this.chance, at, ids.length - 1);
			[ids[at], ids[other]] = [ids[other] as number, ids[at] as number];
		}
		return ids.slice(0, wanted);
	}

	private family(): string {
		return `Miller${++this.serial}`;
	}

	/** No two customers ever have the same. */
	private phone(): string {
		const number = ++this.serial;
		return `512${230 + Math.floor(number / 10_000)}${String(number % 10_000).padStart(4, '0')}`;
	}
}

const nameOf = ({ given, family }: { given: string; family: string }) => `${family}, ${given}`;

const dialled = (phone: string) => ({
	type: 'MobilePhone' as const,
	value: `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}`,
});
