import type { ContactRow } from '../../../sync/ports';
import type { StoredContact } from './backend';

/** One row of a batch, and what became of it. */
export interface Written {
	row: ContactRow;
	outcome: string;
	/** The customer's contact before the batch. */
	before: StoredContact | undefined;
	/** Whether it came with its run. */
	ofRun: boolean;
}

/**
 * Where nobody can tell that an item which comes without its run is an old one:
 * - its customer has no row to be held against;
 * - its customer has not changed since, only a phone or an e-mail has, and either of the two does not say when it
 *   was read: the item lost that on the way, or what is stored came from such an item. A reading that finds nothing
 *   to write leaves no trace either, so that what is stored may say an earlier time than the last reading.
 */
export class UnknownAge {
	/** Customers of whose row nobody can tell when its phone and e-mail were read last. */
	private readonly unknown = new Set<string>();

	/** Call for each row that was answered. @returns whether it may have brought back an older phone or e-mail */
	hear({ row, outcome, before, ofRun }: Written): boolean {
		const sameVersion = before?.source_modified_on === row.source_modified_on;
		const may = !ofRun && this.cannotTell(row, before, sameVersion);
		if (outcome === 'unchanged' && sameVersion) this.unknown.add(row.crm_id);
		if (!['created', 'updated', 'linked'].includes(outcome)) return false;
		if (row.source_read_at === null) this.unknown.add(row.crm_id);
		else this.unknown.delete(row.crm_id);
		return may;
	}

	private cannotTell(
		{ crm_id, source_read_at }: ContactRow,
		before: StoredContact | undefined,
		sameVersion: boolean,
	): boolean {
		if (before === undefined) return true;
		return sameVersion && (source_read_at === null || this.unknown.has(crm_id));
	}
}
