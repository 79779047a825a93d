import { randomUUID } from 'node:crypto';

import type { Workflow, WorkflowNode } from '../../../../demo/n8n/workflow';
import type { Panel } from '../../../support/descriptions/everyPanel';

const IN_A_ROW = 7;

/** A workflow with one node for each panel, as it comes from n8n's list of nodes. */
export const panelsWorkflow = (
	panels: Panel[],
	stored: NonNullable<WorkflowNode['credentials']>,
): Workflow => ({
	name: 'Every panel',
	nodes: panels.map(({ name, type, parameters }, place) => ({
		id: randomUUID(),
		name,
		type: `n8n-nodes-servicetitan-sync.${type.name}`,
		typeVersion: 1,
		position: [(place % IN_A_ROW) * 320, Math.floor(place / IN_A_ROW) * 200],
		parameters,
		credentials: Object.fromEntries(
			(type.credentials ?? []).flatMap((wanted) => {
				const link = stored[wanted.name];
				return link ? [[wanted.name, link]] : [];
			}),
		),
	})),
	connections: {},
	settings: { executionOrder: 'v1' },
});
