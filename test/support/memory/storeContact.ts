import type { ContactWrite, Database } from './database';
import { textOf, withoutNulls, type JsonObject } from './json';
import { momentRounded, type Moment } from './moments';
import type { PlacedRow } from './sortRows';
import type { ContactRecord } from './tables';

/** A row with what it says of its own age. */
export interface Incoming {
	row: PlacedRow;
	/** The row without nulls where its contact was just linked: that keeps what ServiceTitan has nothing for. */
	raw: JsonObject;
	modifiedOn: string | null;
	readAt: Moment | null;
	/** True: newer or older is told by `readAt` alone. */
	byReading: boolean;
	/** True: it was read just now, so that a stored reading hours ahead of it is a mistake. */
	justRead: boolean;
}

export const incomingOf = (row: PlacedRow, linked: boolean): Incoming => ({
	row,
	raw: linked ? withoutNulls(row.raw) : row.raw,
	modifiedOn: textOf(row.raw.source_modified_on),
	readAt: instantColumn(row.raw.source_read_at),
	byReading: row.raw.by_reading === true,
	justRead: row.raw.just_read === true,
});

function instantColumn(value: unknown): Moment | null {
	try {
		return momentRounded(textOf(value));
	} catch (refused) {
		throw new RowRefused(refused instanceof Error ? refused.message : '', '22007');
	}
}

/** A constraint stands against the contact as it would be. */
export class RowRefused extends Error {
	constructor(
		message: string,
		readonly sqlstate: string,
	) {
		super(message);
	}
}

/** @throws RowRefused where a constraint stands against it */
export function store(
	database: Database,
	how: ContactWrite['how'],
	write: { incoming: Incoming; before: ContactRecord | undefined; after: ContactRecord },
): void {
	const { incoming, before, after } = write;
	const refusal = database.refuses(after);
	if (refusal) throw new RowRefused(refusal.message, refusal.sqlstate);
	const { contacts } = database.tables;
	database.tables.contacts = before
		? contacts.map((known) => (known === before ? after : known))
		: [...contacts, after];
	database.wrote({
		how,
		sourceModifiedOn: incoming.modifiedOn,
		sourceReadAt: textOf(incoming.row.raw.source_read_at),
		byReading: incoming.byReading,
		before,
		after,
	});
}
