import { withNote, type Backfill } from '../core/sync/backfill';
import type { Customer } from '../core/servicetitan/customer';
import { exportBatches, type ExportStep } from './exportBatches';
import type { InitialRun } from './initialRun';
import { readAhead } from './readAhead';
import type { Change } from './readChanges';
import { byCustomer } from './snapshots';
import type { Staged } from './stageContactMethods';

export const CUSTOMERS_AGAIN =
	'ServiceTitan no longer accepts the saved place in the export of customers, so that it was read from the beginning again.';

/** A page of an initial sync, and how far it is once this page is written. */
export interface InitialStep {
	changes: Change[];
	backfill: Backfill;
	/** False on the last one. */
	hasMore: boolean;
}

/**
 * The export of customers from where an earlier run stopped, each page with the contact methods that were staged.
 * Reading a page, looking up the contact methods of the last one and writing the one before go on side by side.
 */
export async function* readExportedCustomers(
	run: InitialRun,
	staged: Staged,
): AsyncGenerator<InitialStep> {
	let { backfill } = staged;
	for await (const step of readAhead(exportBatches(streamOf(run)))) {
		backfill = after(backfill, step);
		const changes = await changesOf(step.rows, staged);
		yield { changes, backfill, hasMore: step.hasMore };
	}
}

const streamOf = ({ ports: { serviceTitan }, begun }: InitialRun) => ({
	name: 'the export of customers',
	ask: async (from: string | undefined) => await serviceTitan.customerExport(from),
	from: begun.customersFrom ?? undefined,
	restartFrom: undefined,
});

function after(
	before: Backfill,
	{ rows, continueFrom, restarted }: ExportStep<Customer>,
): Backfill {
	const backfill = restarted ? withNote({ ...before, customers: 0 }, CUSTOMERS_AGAIN) : before;
	return {
		...backfill,
		customersFrom: continueFrom,
		customers: backfill.customers + rows.length,
	};
}

async function changesOf(customers: Customer[], { methodsOf, readAt }: Staged): Promise<Change[]> {
	if (customers.length === 0) return [];
	const contactsOf = byCustomer(await methodsOf(customers.map(({ id }) => id)));
	return customers.map((customer) => ({
		customer,
		contacts: contactsOf.get(customer.id) ?? [],
		readAt,
		event: 'created',
		retry: false,
		// Whatever modifiedOn says: nobody else writes while this run holds the workspace.
		newerByReading: true,
	}));
}
