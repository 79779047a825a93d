import type { Workflow } from '../n8n/workflow';
import { importedWorkflow } from './demoWorkflow';
import type { Stage } from './stage';

/**
 * Saves a workflow file in n8n with the stored credentials chosen in its nodes, and publishes it.
 * The second time it is the same workflow, whatever the first start made of it.
 * @param change  what the copy has different from the file
 * @returns the workflow as n8n has it
 */
export async function placeWorkflow(
	{ client, credentials }: Pick<Stage, 'client' | 'credentials'>,
	{ file, id, change = (workflow) => workflow }: PlacedFile,
): Promise<Workflow & { id: string }> {
	const types = await client.nodeTypes();
	const wanted = ({ type }: { type: string }) =>
		types.find(({ name }) => name === type)?.credentials?.map(({ name }) => name) ?? [];
	const workflow = { ...change(importedWorkflow(file, { credentials, wanted })), id };
	const { versionId } = await client.saveWorkflow(workflow);
	await client.publish(id, versionId);
	return workflow;
}

interface PlacedFile {
	file: string;
	/** The id it gets in n8n. */
	id: string;
	change?: (workflow: Workflow) => Workflow;
}
