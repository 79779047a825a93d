import {
	NodeHelpers,
	type INode,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { NodeType, WorkflowNode } from '../../../demo/n8n/workflow';

/**
 * The parameters of a node in a workflow file that its type does not have, or does not show with the others set as
 * they are: n8n would drop them without a word. One line each, e.g. "Read Customers: options.pagesize".
 */
export function parameterProblems(node: WorkflowNode, types: NodeType[]): string[] {
	const type = types.find(
		({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
	);
	if (!type) return [`${node.name}: there is no ${node.type} ${node.typeVersion}`];
	const known = NodeHelpers.getNodeParameters(
		type.properties as INodeProperties[],
		node.parameters as INode['parameters'],
		true,
		false,
		node as unknown as INode,
		type as unknown as INodeTypeDescription,
	);
	return lost(node.parameters, known).map((path) => `${node.name}: ${path}`);
}

/** Paths in `given` that are not in `kept`. */
function lost(given: unknown, kept: unknown, path = ''): string[] {
	if (typeof given !== 'object' || given === null) return [];
	return Object.entries(given).flatMap(([key, value]) => {
		const here = path ? `${path}.${key}` : key;
		const there = typeof kept === 'object' && kept !== null && key in kept;
		return there ? lost(value, (kept as Record<string, unknown>)[key], here) : [here];
	});
}
