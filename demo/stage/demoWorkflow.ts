import { readFileSync } from 'node:fs';
import type { CredentialLinks } from '../n8n/storeCredentials';
import type { Workflow, WorkflowNode } from '../n8n/workflow';

/**
 * Seconds of each minute at which the copy polls. n8n refuses "every 15 seconds" but takes four fixed seconds; the
 * workflow's watchdog comes on whole minutes, and is left alone there.
 */
export const pollSeconds = [5, 20, 35, 50];

/** What the copy changes, for the person who compares it with the file. */
export const changesInCopy =
	'polls every 15 seconds instead of every 15 minutes, and around the clock instead of in business hours';

export const triggerType = 'n8n-nodes-servicetitan-sync.serviceTitanTrigger';

/**
 * The workflow file as anybody would import it, with stored credentials chosen in its nodes.
 * @param wanted  the credential types a node can use
 */
export function importedWorkflow(
	file: string,
	{
		credentials,
		wanted,
	}: { credentials: CredentialLinks; wanted: (node: WorkflowNode) => string[] },
): Workflow {
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	const chosen = (node: WorkflowNode): CredentialLinks =>
		Object.fromEntries(
			wanted(node).flatMap((type) => (credentials[type] ? [[type, credentials[type]]] : [])),
		);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({ ...node, credentials: chosen(node) })),
	};
}

/** The copy for the demo: nothing but poll times and hours differ. */
export function quickened(workflow: Workflow): Workflow {
	const item = pollSeconds.map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	}));
	const quicken = (node: WorkflowNode): WorkflowNode =>
		node.type === triggerType
			? {
					...node,
					parameters: { ...node.parameters, pollTimes: { item }, onlyBusinessHours: false },
				}
			: node;
	return { ...workflow, nodes: workflow.nodes.map(quicken) };
}
