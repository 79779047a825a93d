import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { brief } from '../../core/retry';
import { Refused } from '../../core/sync/refusal';
import { customer } from '../../core/servicetitan/customer';
import { pageOf } from '../../core/servicetitan/page';
import { ReadingTime } from '../../sync/readingTime';
import { Snapshots } from '../../sync/snapshots';
import { connectServiceTitan, type ServiceTitanConnection } from '../../transport/serviceTitan';
import { connectSupabase } from '../../transport/supabase/connectSupabase';
import { findWorkspace } from '../shared/findWorkspace';
import { systemClock } from '../shared/systemClock';
import { toItem, type SyncMark } from './item';
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
	const snapshots = new Snapshots(
		serviceTitan,
		{ includeContacts: settings.includeContacts, remembers: false },
		new ReadingTime(undefined),
	);
	const event = settings.triggerOn === 'created' ? 'created' : 'updated';
	const mark = await markOf(context, settings, serviceTitan);
	const items = (await snapshots.complete(data)).map((snapshot) =>
		toItem({ ...snapshot, event, retry: false }, mark, settings.simplify),
	);
	return [items];
}

/** With progress in Supabase the sample names its workspace, so that what would be written can be shown. */
async function markOf(
	context: IPollFunctions,
	{ cursorStore, workspaceId }: Settings,
	{ tenantId, environment }: ServiceTitanConnection,
): Promise<SyncMark> {
	if (cursorStore === 'n8n') return { sample: true };
	const supabase = await connectSupabase(context, systemClock, brief);
	const workspace = await findWorkspace(supabase, { workspaceId, tenantId, environment });
	if (!workspace) throw new Refused('unknown_workspace', { workspace_id: workspaceId });
	// As a poll would be: a test that goes well must not be followed by polls that are refused.
	const ours =
		(workspace.tenant_id ?? tenantId) === tenantId &&
		(workspace.environment ?? environment) === environment;
	if (!ours) throw new Refused('other_tenant', workspace);
	return { sample: true, workspaceId: workspace.workspace_id };
}
