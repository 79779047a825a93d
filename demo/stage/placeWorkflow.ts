import type { Workflow } from '../n8n/workflow';
import { importedWorkflow } from './demoWorkflow';
import type { Stage } from './stage';

/**
 * Saves a workflow file in n8n with the stored credentials chosen in its nodes, and publishes it.
 * The second time it is the same workflow, whatever the first start made of it.
 * @param change  what the copy has different from the file
 * @returns the workflow as n8n has it
 */
export async function placeWorkflow(stage: N8nSide, file: PlacedFile): Promise<Placed> {
	const workflow = await storeWorkflow(stage, file);
	await stage.client.publish(workflow.id, workflow.versionId);
	return workflow;
}

/** The same, not published: n8n publishes no workflow that only a person starts. */
export async function storeWorkflow(
	{ client, credentials }: N8nSide,
	{ file, id, change = (workflow) => workflow }: PlacedFile,
): Promise<Placed> {
	const wanted = await credentialsOfNodes({ client });
	const workflow = { ...change(importedWorkflow(file, { credentials, wanted })), id };
	const { versionId } = await client.saveWorkflow(workflow);
	return { ...workflow, versionId };
}

/** @returns the credential types that a node can use, by its type */
export async function credentialsOfNodes({ client }: Pick<Stage, 'client'>) {
	const types = await client.nodeTypes();
	return ({ type }: { type: string }): string[] =>
		types.find(({ name }) => name === type)?.credentials?.map(({ name }) => name) ?? [];
}

type N8nSide = Pick<Stage, 'client' | 'credentials'>;
type Placed = Workflow & { id: string; versionId: string };

export interface PlacedFile {
	file: string;
	/** The id it gets in n8n. */
	id: string;
	change?: (workflow: Workflow) => Workflow;
}
