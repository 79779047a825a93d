import { contactReplyWithCustomer, type ContactReply } from './tenant/contact';
import {
	addContact,
	contactsOf,
	editContact,
	removeContact,
	type ContactChanges,
	type ContactDraft,
} from './tenant/contactEdits';
import { customerReply, type Customer, type CustomerReply } from './tenant/customer';
import {
	addCustomer,
	changeBalance,
	deleteCustomer,
	editCustomer,
	requireCustomer,
	touchCustomer,
	type CustomerChanges,
	type CustomerDraft,
} from './tenant/customerEdits';
import { merge } from './tenant/merge';
import { noteReply, type NoteReply } from './tenant/note';
import { addNote } from './tenant/noteEdits';
import { setTags } from './tenant/tagEdits';
import type { Tenant } from './tenant/tenant';

/**
 * What a person at the business does in ServiceTitan, for tests and the control page. Answers are what the API would
 * send; an id that is not there throws `NoSuchRecord`.
 */
export class Business {
	constructor(readonly tenant: Tenant) {}

	/** A customer that needs to say only what matters, with its contact methods. */
	addCustomer({ contacts = [], ...draft }: CustomerDraft & { contacts?: ContactDraft[] } = {}) {
		const customer = addCustomer(this.tenant, draft);
		for (const contact of contacts) addContact(this.tenant, customer.id, contact);
		return this.reply(customer);
	}

	editCustomer(id: number, changes: CustomerChanges): CustomerReply {
		return this.reply(editCustomer(this.tenant, id, changes));
	}

	/** Bumps modifiedOn alone. */
	touch(id: number): CustomerReply {
		return this.reply(touchCustomer(this.tenant, id));
	}

	changeBalance(id: number, balance: number): CustomerReply {
		return this.reply(changeBalance(this.tenant, id, balance));
	}

	merge(fromId: number, intoId: number): CustomerReply {
		return this.reply(merge(this.tenant, fromId, intoId));
	}

	deactivate(id: number): CustomerReply {
		return this.editCustomer(id, { active: false });
	}

	reactivate(id: number): CustomerReply {
		return this.editCustomer(id, { active: true, mergedToId: null });
	}

	setTags(id: number, tagTypeIds: number[]): CustomerReply {
		return this.reply(setTags(this.tenant, id, tagTypeIds));
	}

	/** Gone from everywhere but the export, where it is inactive. */
	deleteCustomer(id: number): void {
		deleteCustomer(this.tenant, id);
	}

	addNote(customerId: number, text: string): NoteReply {
		return noteReply(addNote(this.tenant, customerId, text));
	}

	addContact(customerId: number, contact: ContactDraft): ContactReply {
		return this.contactReply(addContact(this.tenant, customerId, contact));
	}

	editContact(contactId: number, changes: ContactChanges): ContactReply {
		return this.contactReply(editContact(this.tenant, contactId, changes));
	}

	removeContact(contactId: number): void {
		removeContact(this.tenant, contactId);
	}

	/** The same edit on many customers at one instant. */
	bulkEdit(ids: number[], changes: CustomerChanges): CustomerReply[] {
		return this.tenant.clock.atOneInstant(() => ids.map((id) => this.editCustomer(id, changes)));
	}

	customer(id: number): CustomerReply {
		return this.reply(requireCustomer(this.tenant, id));
	}

	/** All of them, inactive ones included, in the order of their ids. */
	customers(): CustomerReply[] {
		const rows = this.tenant.customers.rows().filter(({ deleted }) => !deleted);
		return rows.sort((a, b) => a.id - b.id).map((row) => this.reply(row));
	}

	contactsOf(customerId: number): ContactReply[] {
		return contactsOf(this.tenant, customerId).map((contact) => this.contactReply(contact));
	}

	/** Newest first. */
	notesOf(customerId: number): NoteReply[] {
		const notes = this.tenant.notes.rows().filter((note) => note.customerId === customerId);
		return notes.reverse().map(noteReply);
	}

	private reply(customer: Customer): CustomerReply {
		return customerReply(customer, this.tenant.switches);
	}

	private contactReply(contact: Parameters<typeof contactReplyWithCustomer>[0]): ContactReply {
		return contactReplyWithCustomer(contact, this.tenant.switches);
	}
}
