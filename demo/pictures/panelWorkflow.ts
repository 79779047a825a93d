import { randomUUID } from 'node:crypto';
import { resources } from '../../nodes/ServiceTitan/operations';
import type { Workflow, WorkflowNode } from '../n8n/workflow';
import { lead } from './panelExamples';

const START = 'Start by Hand';
const LEAD = 'Web Lead';
const APART = 140;

/** Resource and operation of the ServiceTitan node, and the name of the node that shows them. */
export const panels = resources.flatMap(({ name, value, operations }) =>
	operations.map(({ option }) => ({
		resource: value,
		operation: option.value,
		picture: `${value}-${option.value}`,
		node: `${name}: ${option.name}`,
	})),
);

/**
 * A workflow with one ServiceTitan node for each operation, all of them fed by one item.
 * @param examples  the parameters of each, by picture
 */
export function panelWorkflow(
	examples: Record<string, Record<string, unknown>>,
	credentials: WorkflowNode['credentials'],
): Workflow {
	const node = (name: string, type: string, more: Partial<WorkflowNode>): WorkflowNode => ({
		// Nothing speaking: n8n takes an id that begins as another one does for that one.
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		parameters: {},
		...more,
	});
	const pictured = panels.map(({ node: name, picture, resource, operation }, place) => {
		const parameters = { resource, operation, ...exampleOf(examples, picture) };
		return node(name, 'n8n-nodes-servicetitan-sync.serviceTitan', {
			position: [900, place * APART],
			parameters,
			credentials,
		});
	});
	const middle = (panels.length / 2) * APART;
	const to = (...names: string[]) => ({
		main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))],
	});
	return {
		name: 'Every operation of the ServiceTitan node',
		nodes: [
			node(START, 'n8n-nodes-base.manualTrigger', { position: [0, middle] }),
			node(LEAD, 'n8n-nodes-base.set', {
				typeVersion: 3.4,
				position: [220, middle],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(lead, null, 2) },
			}),
			...pictured,
		],
		connections: { [START]: to(LEAD), [LEAD]: to(...pictured.map(({ name }) => name)) },
		settings: { executionOrder: 'v1', timezone: 'America/Chicago' },
	};
}

/** @throws where an operation has none: a new one is to be pictured too */
function exampleOf(examples: Record<string, Record<string, unknown>>, picture: string) {
	const example = examples[picture];
	if (!example) throw new Error(`panelExamples.ts has no example for ${picture}.`);
	return example;
}
