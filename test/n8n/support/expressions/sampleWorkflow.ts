import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import type { CredentialLinks } from '../../../../demo/n8n/storeCredentials';
import type { Workflow, WorkflowNode } from '../../../../demo/n8n/workflow';
import type { Panel } from '../../../support/descriptions/everyPanel';

export const START = 'Start by Hand';

/** A node of the package with the items it gets. */
export interface Fed {
	/** Of the node on the canvas. */
	name: string;
	panel: Panel;
	parameters: INodeParameters;
	items: object[];
}

/** A workflow that runs these nodes one after the other, each fed with its own items; a failure stops none of them. */
export function sampleWorkflow(name: string, nodes: Fed[], credentials: CredentialLinks): Workflow {
	const all = nodes.map((fed, place) => rowOf(fed, place, credentials));
	const start = node(START, 'n8n-nodes-base.manualTrigger', { position: [0, 0] });
	return {
		name,
		nodes: [start, ...all.flatMap((row) => row.nodes)],
		connections: Object.assign(
			{ [START]: to(all.map((row) => row.first)) },
			...all.map((row) => row.connections),
		) as Workflow['connections'],
		settings: { executionOrder: 'v1' },
	};
}

/** One below the other, which is the order in which n8n runs them. */
function rowOf({ name, panel, parameters, items }: Fed, place: number, stored: CredentialLinks) {
	const y = place * 160;
	const [given, split] = [`${name}: items`, `${name}: one by one`];
	return {
		first: given,
		nodes: [
			node(given, 'n8n-nodes-base.set', {
				typeVersion: 3.4,
				position: [200, y],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }) },
			}),
			node(split, 'n8n-nodes-base.splitOut', {
				position: [400, y],
				parameters: { fieldToSplitOut: 'items', options: {} },
			}),
			node(name, `n8n-nodes-servicetitan-sync.${panel.type.name}`, {
				position: [600, y],
				parameters,
				credentials: stored,
				onError: 'continueRegularOutput',
			}),
		],
		connections: { [given]: to([split]), [split]: to([name]) },
	};
}

const node = (name: string, type: string, more: Partial<WorkflowNode>): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: 1,
	parameters: {},
	...more,
});

const to = (names: string[]) => ({
	main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))],
});
