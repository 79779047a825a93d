import type { Database } from './database';
import { metadataWhenLinked } from './metadata';
import { store, type Incoming } from './storeContact';

/** Gives a contact typed in by hand to its customer. It is then written like any other. */
export function claimContact(database: Database, incoming: Incoming, id: string): void {
	const contact = database.tables.contacts.find((known) => known.id === id);
	if (!contact) return;
	store(database, 'linked', {
		incoming,
		before: contact,
		after: {
			...contact,
			crm_id: incoming.row.crmId,
			metadata: metadataWhenLinked(contact, incoming.row.raw),
			updated_at: database.now,
			source_modified_on: null,
			source_read_at: null,
		},
	});
}
