import type { INode, IWorkflowMetadata } from 'n8n-workflow';

import type { Consumer } from '../../sync/ports';

/** Who reads a workspace: a second trigger is told which one was first. */
export function consumerOf(context: {
	getWorkflow(): IWorkflowMetadata;
	getNode(): INode;
}): Consumer {
	const workflow = context.getWorkflow();
	const node = context.getNode();
	return {
		workflowId: String(workflow.id ?? ''),
		workflowName: workflow.name ?? '',
		nodeId: node.id,
		nodeName: node.name,
	};
}
