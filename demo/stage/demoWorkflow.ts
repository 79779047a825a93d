import { readFileSync } from 'node:fs';
import type { Workflow, WorkflowNode } from '../n8n/N8nClient';

/** Credential type → the stored credential to use for it. */
export type CredentialLinks = Record<string, { id: string; name: string }>;

/** Seconds of each minute at which the copy polls. n8n refuses "every 15 seconds" but takes four fixed seconds. */
export const pollSeconds = [0, 15, 30, 45];

/** What the copy changes, for the person who compares it with the file. */
export const changesInCopy =
	'polls every 15 seconds instead of every 15 minutes, and around the clock instead of in business hours';

const trigger = 'n8n-nodes-servicetitan-sync.serviceTitanTrigger';

/** The workflow file as anybody would import it, with stored credentials chosen in its nodes. */
export function importedWorkflow(
	file: string,
	{ id, credentials }: { id: string; credentials: CredentialLinks },
	wanted: (node: WorkflowNode) => string[],
): Workflow & { id: string } {
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	const choose = (node: WorkflowNode): WorkflowNode => {
		const chosen = wanted(node).filter((type) => credentials[type]);
		if (chosen.length === 0) return node;
		return {
			...node,
			credentials: Object.fromEntries(
				chosen.map((type) => [type, credentials[type]]),
			) as CredentialLinks,
		};
	};
	return { ...workflow, id, nodes: workflow.nodes.map(choose) };
}

/** The copy for the demo: nothing but poll times and hours differ. */
export function quickened<W extends Workflow>(workflow: W): W {
	const item = pollSeconds.map((second) => ({
		mode: 'custom',
		cronExpression: `${second} * * * * *`,
	}));
	const quicken = (node: WorkflowNode): WorkflowNode =>
		node.type === trigger
			? {
					...node,
					parameters: { ...node.parameters, pollTimes: { item }, onlyBusinessHours: false },
				}
			: node;
	return { ...workflow, nodes: workflow.nodes.map(quicken) };
}
