import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { persistent } from '../../core/retry';
import { testSupabase } from '../../transport/credentialTests/supabase';
import { toNodeError } from '../../transport/nodeErrors';
import { connectSupabase } from '../../transport/supabase/connectSupabase';
import { contactsOf } from '../../transport/supabase/contacts';
import { systemClock } from '../shared/systemClock';
import { contactColumns } from './contactColumns';
import { deliver, deliveriesOf } from './delivery';
import { readEntry } from './entry';
import { contactItem, summaryItem } from './outputs';
import { properties } from './properties';
import { readSettings } from './settings';

export class SupabaseContactUpsert implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Supabase Contact Upsert',
		name: 'supabaseContactUpsert',
		icon: { light: 'file:../../icons/supabase.svg', dark: 'file:../../icons/supabase.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: 'Create or update contacts',
		description:
			'Writes ServiceTitan customers to the table contacts in Supabase: creates, updates or links each, and says which',
		defaults: { name: 'Supabase Contact Upsert' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Contacts', 'Summary'],
		credentials: [{ name: 'supabaseSyncApi', required: true, testedBy: 'testSupabase' }],
		properties,
	};

	methods = { resourceMapping: { contactColumns }, credentialTest: { testSupabase } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			return await writeItems(this);
		} catch (failure) {
			const shown = toNodeError(this.getNode(), failure);
			if (!this.continueOnFail()) throw shown;
			return [failedItems(this, shown), []];
		}
	}
}

async function writeItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings(context);
	const entries = context.getInputData().map(({ json }, index) => readEntry(context, index, json));
	const contacts = contactsOf(await connectSupabase(context, systemClock, persistent));
	const workflowId = String(context.getWorkflow().id ?? '');
	const outcomes: INodeExecutionData[] = [];
	const summaries: INodeExecutionData[] = [];
	for (const delivery of deliveriesOf(entries)) {
		const delivered = await deliver({ contacts, clock: systemClock }, delivery, {
			settings,
			workflowId,
		});
		for (const [index, outcome] of delivered.outcomes) {
			const entry = entries[index];
			if (entry) outcomes[index] = contactItem(entry, outcome);
		}
		summaries.push(summaryItem(delivered));
	}
	return [outcomes, summaries];
}

/** With "Continue on Fail": every item says what went wrong, and the run stays open for the next one. */
const failedItems = (
	context: IExecuteFunctions,
	failure: ReturnType<typeof toNodeError>,
): INodeExecutionData[] =>
	context.getInputData().map((_, item) => ({
		json: { outcome: 'failed', error: failure.message },
		error: failure,
		pairedItem: { item },
	}));
