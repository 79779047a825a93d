import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { brief } from '../../core/retry';
import { customer } from '../../core/servicetitan/customer';
import { pageOf } from '../../core/servicetitan/page';
import { Snapshots } from '../../sync/snapshots';
import { connectServiceTitan } from '../../transport/serviceTitan';
import { systemClock } from '../shared/systemClock';
import { toItem } from './item';
import type { Settings } from './settings';

const SAMPLE_SIZE = 3;

/**
 * What a manual test shows: the customers changed last, marked as a sample. Nothing is claimed, noted or
 * moved, and Supabase Contact Upsert writes none of it.
 */
export async function sample(
	context: IPollFunctions,
	settings: Settings,
): Promise<INodeExecutionData[][]> {
	const serviceTitan = await connectServiceTitan(context, systemClock, brief);
	const { data } = await serviceTitan.get(pageOf(customer), 'customers', {
		sort: settings.triggerOn === 'created' ? '-CreatedOn' : '-ModifiedOn',
		active: 'Any',
		page: 1,
		pageSize: SAMPLE_SIZE,
	});
	if (data.length === 0) {
		throw new NodeOperationError(context.getNode(), 'ServiceTitan has no customers to show yet', {
			description: 'The trigger works. Create a customer in ServiceTitan, then test again.',
		});
	}
	const snapshots = new Snapshots(serviceTitan, settings.includeContacts);
	const event = settings.triggerOn === 'created' ? 'created' : 'updated';
	const mark = settings.workspaceId ? { workspaceId: settings.workspaceId } : {};
	const items = (await snapshots.complete(data)).map((snapshot) =>
		toItem({ ...snapshot, event, retry: false }, { ...mark, sample: true }, settings.simplify),
	);
	return [items];
}
