import { requireCustomer, touchCustomer } from './customerEdits';
import type { Note } from './note';
import type { Tenant } from './tenant';

/** A note more; it bumps the customer's modifiedOn. */
export function addNote(tenant: Tenant, customerId: number, text: string, isPinned = false): Note {
	requireCustomer(tenant, customerId);
	const { modifiedOn } = touchCustomer(tenant, customerId);
	return tenant.save(tenant.notes, {
		id: tenant.nextId(),
		customerId,
		text,
		isPinned,
		createdById: 1,
		createdOn: modifiedOn,
		modifiedOn,
	});
}

/** @returns whether there was such a note */
export function removeNote(tenant: Tenant, customerId: number, noteId: number): boolean {
	if (tenant.notes.get(noteId)?.customerId !== customerId) return false;
	tenant.notes.remove(noteId);
	touchCustomer(tenant, customerId);
	return true;
}
