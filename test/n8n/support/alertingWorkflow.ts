import { join } from 'node:path';

import { importedWorkflow, quickened } from '../../../demo/stage/demoWorkflow';
import { credentialsOfNodes, placeWorkflow } from '../../../demo/stage/placeWorkflow';
import { root } from '../../../demo/stage/root';
import type { CredentialLinks } from '../../../demo/n8n/storeCredentials';
import type { Stage } from '../../../demo/stage/stage';
import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflow';

export interface Changes {
	/** Where alerts go; as in the file unless given. */
	webhookAddress?: string;
	/** Where e-mail goes: then Send E-Mail is activated, with this credential. */
	mail?: { to: string; credential: CredentialLinks[string] };
	/** Seconds that an execution may take; as in the file unless given. */
	executionTimeout?: number;
	/** Whether the watchdog looks between any two polls rather than every 15 minutes. */
	watchful?: boolean;
}

const file = join(root, 'workflows', 'servicetitan-contact-sync.json');

/** Publishes the main workflow with polls every 15 seconds. @returns its id */
export async function placeAlertingWorkflow(stage: Stage, changes: Changes): Promise<string> {
	const { id } = await placeWorkflow(stage, {
		file,
		id: 'alertingSyncTest',
		change: (workflow) => changed(quickened(workflow), changes),
	});
	return id;
}

/** The same as a file that has yet to be imported, with the credentials chosen in its nodes. */
export async function alertingWorkflow(
	stage: Pick<Stage, 'client' | 'credentials'>,
	changes: Changes,
): Promise<Workflow> {
	const wanted = await credentialsOfNodes(stage);
	return changed(quickened(importedWorkflow(file, { ...stage, wanted })), changes);
}

const changed = (
	workflow: Workflow,
	{ webhookAddress, mail, executionTimeout, watchful = false }: Changes,
): Workflow => ({
	...workflow,
	settings: { ...workflow.settings, ...(executionTimeout ? { executionTimeout } : {}) },
	nodes: workflow.nodes
		.map((node) => (watchful ? quicker(node) : node))
		.map((node) => withOptions(node, { webhookAddress, emailTo: mail?.to }))
		.map((node) => withMail(node, mail)),
});

const quicker = (node: WorkflowNode): WorkflowNode =>
	node.type === 'n8n-nodes-base.scheduleTrigger'
		? {
				...node,
				parameters: {
					rule: { interval: [{ field: 'cronExpression', expression: '11,26,41,56 * * * * *' }] },
				},
			}
		: node;

interface Assignments {
	assignments: Array<{ name: string; value: unknown }>;
}

/** Fills in what a person types into Set Alert Options. */
function withOptions(node: WorkflowNode, typed: Record<string, string | undefined>): WorkflowNode {
	if (node.name !== 'Set Alert Options') return node;
	const { assignments } = node.parameters.assignments as Assignments;
	const filled = assignments.map((one) => ({ ...one, value: typed[one.name] ?? one.value }));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: filled } } };
}

function withMail(node: WorkflowNode, mail: Changes['mail']): WorkflowNode {
	if (node.type !== 'n8n-nodes-base.emailSend' || mail === undefined) return node;
	return { ...node, disabled: false, credentials: { smtp: mail.credential } };
}
