import type { Workflow } from '../../demo/n8n/workflow';
import { node, workflowOf, type Surroundings } from './build';

const TYPE = 'n8n-nodes-servicetitan-sync.serviceTitanSync';

/** Our node alone behind a webhook. */
export const oursWorkflow = (
	id: string,
	operation: 'runIncrementalSync' | 'runInitialSync',
	{ workspaceId, credentials }: Surroundings,
): Workflow & { id: string } =>
	workflowOf(
		{ id, name: `Bench: ${operation}`, answer: 'firstEntryJson' },
		{
			nodes: [
				node(
					'Sync',
					TYPE,
					{
						resource: 'run',
						operation,
						workspaceId: { __rl: true, mode: 'id', value: workspaceId },
						dryRun: false,
						...optionsOf[operation],
					},
					{ credentials },
				),
			],
			wires: [],
		},
	);

/**
 * The bench makes in seconds what takes a business hours: what was changed for the way before must not be read
 * again as "a moment ago", so the lookback of five minutes is off.
 */
const optionsOf = {
	runIncrementalSync: { options: { lookbackSeconds: 0 } },
	runInitialSync: { again: true, options: {} },
};

/** Nothing but the webhook: what an execution costs by itself. */
export const emptyWorkflow = (id: string): Workflow & { id: string } =>
	workflowOf(
		{ id, name: 'Bench: nothing', answer: 'noData' },
		{ nodes: [node('Nothing', 'noOp', {})], wires: [] },
	);
