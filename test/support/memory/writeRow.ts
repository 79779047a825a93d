import { claimContact } from './claimContact';
import type { Database } from './database';
import { textOf } from './json';
import { byAge, type Links } from './linking';
import { changedFields } from './changedFields';
import { fieldChanges } from './metadata';
import { emptyColumns, furtherOf, isMistaken, isOlder, newValues } from './newValues';
import type { RowVerdict } from './outcomes';
import type { PlacedRow } from './sortRows';
import { incomingOf, RowRefused, store, type Incoming } from './storeContact';
import type { ContactRecord } from './tables';

/** What a batch's rows have in common. */
export interface Writing {
	workspaceId: string;
	links: Links;
	skipUnreachable: boolean;
}

/** Writes one row of a batch, or says why not. A row that is refused leaves nothing behind. */
export function writeRow(database: Database, writing: Writing, row: PlacedRow): RowVerdict {
	const { tables } = database;
	const before = tables.contacts;
	try {
		return verdictOf(database, writing, row);
	} catch (refused) {
		if (!(refused instanceof RowRefused)) throw refused;
		tables.contacts = before;
		const reason = `Supabase refused the row: ${refused.message.slice(0, 500)}`;
		const { ord, crmId: crm_id } = row;
		return { ord, crm_id, outcome: 'failed', reason, sqlstate: refused.sqlstate };
	}
}

function verdictOf(database: Database, writing: Writing, row: PlacedRow): RowVerdict {
	const link = writing.links.get(row.crmId);
	const linked = link !== undefined && 'link' in link;
	const incoming = incomingOf(row, linked);
	if (linked) claimContact(database, incoming, link.link);
	const place = { ord: row.ord, crm_id: row.crmId };
	const [known] = database.tables.contacts
		.filter(
			({ workspace_id, crm_id }) => workspace_id === writing.workspaceId && crm_id === row.crmId,
		)
		.sort(byAge);
	if (!known) {
		const twin = link && 'twin' in link ? link.twin : undefined;
		return { ...place, ...created(database, writing, { incoming, twin }) };
	}
	const result = updated(database, known, incoming);
	const written = result.outcome === 'updated' || result.outcome === 'unchanged';
	return {
		...place,
		contact_id: known.id,
		...result,
		...(linked && written ? { outcome: 'linked', changed: undefined } : {}),
	};
}

type Result = Pick<RowVerdict, 'outcome' | 'reason' | 'twin' | 'contact_id' | 'changed'>;

function created(
	database: Database,
	{ workspaceId, skipUnreachable }: Writing,
	{ incoming, twin }: { incoming: Incoming; twin: string | undefined },
): Result {
	const { raw, row, modifiedOn, readAt } = incoming;
	if (skipUnreachable && !textOf(raw.phone) && !textOf(raw.email)) {
		return { outcome: 'skipped', reason: 'has no phone and no e-mail', contact_id: null };
	}
	const { set } = fieldChanges(raw);
	const after: ContactRecord = {
		id: database.newId(),
		workspace_id: workspaceId,
		crm_id: row.crmId,
		firstname: textOf(raw.firstname),
		lastname: textOf(raw.lastname),
		phone: textOf(raw.phone),
		email: textOf(raw.email),
		metadata: set ? { custom_fields: set } : {},
		source_modified_on: modifiedOn,
		source_read_at: readAt,
		created_at: database.now,
		updated_at: database.now,
		further: { ...emptyColumns(database.further), ...furtherOf(raw) },
	};
	store(database, 'created', { incoming, before: undefined, after });
	const named = twin
		? { reason: 'may be the same person as a contact typed in by hand', twin }
		: {};
	return { outcome: 'created', contact_id: after.id, ...named };
}

function updated(database: Database, known: ContactRecord, incoming: Incoming): Result {
	const { metadata } = known;
	if (metadata !== null && (typeof metadata !== 'object' || Array.isArray(metadata))) {
		const reason =
			'The metadata of this contact is not an object, so nothing was written. Make it one, for example {}.';
		return { outcome: 'failed', reason };
	}
	if (isOlder(known, incoming)) {
		return { outcome: 'skipped', reason: 'a newer version is stored already' };
	}
	const stamp = {
		source_modified_on: incoming.modifiedOn ?? known.source_modified_on,
		source_read_at: incoming.readAt ?? known.source_read_at,
	};
	const values = newValues(known, incoming);
	const changed = changedFields(known, incoming, values);
	if (changed.length > 0) {
		const after = { ...known, ...values, ...stamp, updated_at: database.now };
		store(database, 'updated', { incoming, before: known, after });
		return { outcome: 'updated', changed };
	}
	const aged =
		incoming.modifiedOn !== null &&
		(incoming.modifiedOn !== known.source_modified_on || isMistaken(known, incoming));
	// Nothing to see changed, but an older snapshot must stay refused.
	if (aged) store(database, 'aged', { incoming, before: known, after: { ...known, ...stamp } });
	return { outcome: 'unchanged' };
}
