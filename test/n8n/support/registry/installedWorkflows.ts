import type { CredentialLinks } from '../../../../demo/n8n/storeCredentials';
import type { Workflow, WorkflowNode } from '../../../../demo/n8n/workflow';
import { watchingWorkflow } from '../../../kills/support/workflows';
import { PACKAGE } from './installer';

type Saved = Workflow & { id: string };

/** The Trigger alone, with its progress in n8n's static data and nothing in Supabase. */
export function watchingAlone(credentials: CredentialLinks): Saved {
	const { nodes, ...rest } = watchingWorkflow(credentials);
	const alone = nodes.slice(0, 1).map((node) => ({
		...node,
		parameters: { ...node.parameters, cursorStore: 'n8n', options: {} },
	}));
	return { ...rest, id: 'installAlone0001', name: 'Watch alone', nodes: alone, connections: {} };
}

/** By hand, the nodes that the other workflows do not have: all customers, and the state of the sync. */
export function askingWorkflow(credentials: CredentialLinks): Saved {
	const node = (name: string, type: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials,
		...more,
	});
	return {
		id: 'installAsking001',
		name: 'Ask',
		settings: { executionOrder: 'v1' },
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', { credentials: {} }),
			node('Customers', `${PACKAGE}.serviceTitan`, {
				parameters: { resource: 'customer', operation: 'getMany', returnAll: true },
			}),
			node('Status', `${PACKAGE}.serviceTitanSync`, {
				parameters: {
					resource: 'workspace',
					operation: 'getStatus',
					workspaceId: { __rl: true, mode: 'list', value: '' },
				},
			}),
		],
		connections: {
			Start: {
				main: [['Customers', 'Status'].map((name) => ({ node: name, type: 'main', index: 0 }))],
			},
		},
	};
}
