import { runReconciliation, type ReconciliationRequest } from '../../../sync/runReconciliation';
import type { ContactRecord } from '../../support/memory/memorySupabase';
import { draftOf } from '../anyOrder/business';
import { initialRequest, initialWorld, WORKSPACE, type InitialWorld } from './world';

export const reconciliationRequest = (
	more: Partial<ReconciliationRequest> = {},
): ReconciliationRequest => {
	const { again: _, handBackAfter: __, ...request } = initialRequest();
	return { ...request, ...more };
};

export const reconcile = async (
	{ ports }: InitialWorld,
	more: Partial<ReconciliationRequest> = {},
) => await runReconciliation(ports, reconciliationRequest(more));

/** Customers who all have a mobile phone and an e-mail, copied, an hour ago. */
export async function copiedWorld(
	customers = 20,
	options: Parameters<typeof initialWorld>[0] = {},
): Promise<InitialWorld> {
	const world = await initialWorld({ ...options, customers: 0 });
	for (let value = 100; value < 100 + customers; value++) {
		const methods = [
			{ type: 'MobilePhone' as const, value },
			{ type: 'Email' as const, value },
		];
		world.simulator.addCustomer(draftOf(value, methods));
	}
	world.pass(60);
	await world.copy({ batchSize: 1000 });
	world.pass(60);
	return world;
}

export const rowsOf = ({ supabase }: InitialWorld): ContactRecord[] =>
	supabase.contactRows(WORKSPACE);

/** The fields we own inside a contact. */
export const fieldsOf = ({ metadata }: ContactRecord): Record<string, unknown> =>
	(metadata as { custom_fields: Record<string, unknown> }).custom_fields;
