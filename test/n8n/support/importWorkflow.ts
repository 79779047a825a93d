import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { n8nCommand } from '../../../demo/n8n/n8nCommand';
import type { Workflow } from '../../../demo/n8n/workflow';
import type { Stage } from '../../../demo/stage/stage';

/** Imports a workflow with `n8n import:workflow`, as from a file, and reads back what n8n made of it. */
export async function importWorkflow(
	{ place, client }: Stage,
	workflow: Workflow & { id: string },
): Promise<Workflow> {
	const file = join(place.folder, `${workflow.id}.json`);
	writeFileSync(file, JSON.stringify(workflow));
	await n8nCommand(place, ['import:workflow', `--input=${file}`]);
	return client.call('GET', `/workflows/${workflow.id}`);
}
