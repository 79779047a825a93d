import type { RunRequest } from '../../../sync/openRun';
import type { Settings } from './action';

export const TENANT = { tenantId: '1', environment: 'production' };

export const CONSUMER = {
	workflowId: 'w1',
	workflowName: 'Sync',
	nodeId: 'n1',
	nodeName: 'Trigger',
};

/** What the nodes of these stories ask for: their defaults, but for what a story sets. */
export const runRequest = (
	{ pageSize, excludeAccountingChanges }: Settings,
	{ workspaceId, source }: Pick<RunRequest, 'workspaceId' | 'source'>,
): RunRequest => ({
	workspaceId,
	source,
	consumer: CONSUMER,
	tenantId: TENANT.tenantId,
	environment: TENANT.environment,
	leaseMinutes: 10,
	includeContacts: true,
	lookbackSeconds: 300,
	pageSize,
	excludeAccountingChanges,
});
