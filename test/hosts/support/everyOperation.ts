import type { CredentialLinks } from '../../../demo/n8n/storeCredentials';
import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflow';
import { operations } from '../../../nodes/ServiceTitanSync/operations';

const START = 'Start by Hand';

/** What a person must fill in, by the operation's value; all others run as they are dragged onto the canvas. */
const filledIn = (workspaceId: string, customerId: number): Record<string, object> => ({
	setUpWorkspace: { workspaceId },
	explainCustomer: { findBy: 'crmId', value: String(customerId) },
	releaseRun: { reason: 'A test of this n8n' },
	resetCursor: { cursor: '2026-01-01T00:00:00Z', reason: 'A test of this n8n', dryRun: true },
	setEnabled: { enabled: true },
});

/** The first operation makes what the others look at. */
const ordered = [...operations].sort(
	(a, b) =>
		Number(b.option.value === 'runInitialSync') - Number(a.option.value === 'runInitialSync'),
);

/** The names of its nodes, in the order in which n8n runs them. */
export const nodeNames = ordered.map(({ option }) => option.value);

/** A workflow for Execute Workflow, with every operation of ServiceTitan Sync behind its start. */
export function everyOperation(
	credentials: CredentialLinks,
	{ workspaceId, customerId }: { workspaceId: string; customerId: number },
): Workflow {
	const given = filledIn(workspaceId, customerId);
	const nodes = ordered.map<WorkflowNode>(({ resource, option: { value } }, nth) => ({
		id: value,
		name: value,
		type: 'n8n-nodes-servicetitan-sync.serviceTitanSync',
		typeVersion: 1,
		position: [400, nth * 160],
		parameters: { resource, operation: value, ...given[value] },
		credentials,
	}));
	const start: WorkflowNode = {
		id: 'start',
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const targets = nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }));
	return {
		name: 'Every operation',
		settings: { executionOrder: 'v1' },
		nodes: [start, ...nodes],
		connections: { [START]: { main: [targets] } },
	};
}

everyOperation.start = START;
