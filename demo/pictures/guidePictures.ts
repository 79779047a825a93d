import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow, WorkflowNode } from '../n8n/workflow';
import { root } from '../stage/root';
import type { Stage } from '../stage/stage';
import type { Editor } from './editor';
import { guideAnswers } from './guideAnswers';

const folder = join(root, 'docs', 'pictures', 'guide');
const RUNS = 'demoGuideRuns0001';
const ASKED = 'demoGuideAsked001';
const START = 'Start by Hand';

/** A picture of what each operation of ServiceTitan Sync answers, in a state that a person would ask about. */
export async function takeGuidePictures(stage: Stage, editor: Editor): Promise<void> {
	await runByHand(stage, 'runInitialSync');
	await editor.narrow();
	mkdirSync(folder, { recursive: true });
	for (const { operation, resource, name, ask, table, panel } of guideAnswers) {
		const parameters = await ask(stage, () => runByHand(stage, 'runIncrementalSync'));
		const workflow = asking(stage, name, { resource, operation, ...parameters });
		await stage.client.saveWorkflow({ ...workflow, id: ASKED });
		await editor.openWorkflow(ASKED);
		await editor.execute();
		await editor.openNode(name);
		const file = join(folder, `${operation}.png`);
		if (table) await editor.pictureOfTable(file, table);
		else await editor.pictureOfPanel(file, panel);
		await editor.closeNode();
	}
}

/** @throws with n8n's words where the run failed */
async function runByHand(stage: Stage, operation: string): Promise<void> {
	const workflow = asking(stage, 'Sync', { resource: 'run', operation });
	await stage.client.saveWorkflow({ ...workflow, id: RUNS });
	const { data } = await stage.client.runByHand(RUNS, START);
	if (data.failure) throw new Error(`A run for the pictures failed: ${data.failure}`);
}

/** A workflow with one node of ServiceTitan Sync. */
function asking(
	{ credentials }: Stage,
	name: string,
	parameters: Record<string, unknown>,
): Workflow {
	const node = (more: Pick<WorkflowNode, 'name' | 'type'> & Partial<WorkflowNode>) => ({
		id: randomUUID(),
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	return {
		name: 'Ask the sync',
		nodes: [
			node({ name: START, type: 'n8n-nodes-base.manualTrigger' }),
			node({
				name,
				type: 'n8n-nodes-servicetitan-sync.serviceTitanSync',
				position: [240, 0],
				parameters,
				credentials,
			}),
		],
		connections: { [START]: { main: [[{ node: name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', timezone: 'America/Chicago' },
	};
}
