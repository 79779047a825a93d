import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Account } from '../account';
import type { WorkflowNode } from '../n8n/workflow';
import { prove } from '../proof/prove';
import { placeDemoWorkflow } from '../stage/placeDemoWorkflow';
import { storeWorkflow } from '../stage/placeWorkflow';
import { root } from '../stage/root';
import type { Stage } from '../stage/stage';
import type { Editor } from './editor';
import { takeStatusPage } from './takeStatusPage';

const folder = join(root, 'docs', 'pictures');

const SET_UP = 'demoSetUp00000001';

/** A workflow with one node, as the second step of the set-up has it. */
async function placeSetUp({ client, credentials }: Stage): Promise<void> {
	const node = (name: string, type: string, more: Partial<WorkflowNode>): WorkflowNode => ({
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const { supabaseSyncApi } = credentials;
	await client.saveWorkflow({
		id: SET_UP,
		name: 'Set up the sync',
		nodes: [
			node('Start by Hand', 'n8n-nodes-base.manualTrigger', {}),
			node('Get Setup SQL', 'n8n-nodes-servicetitan-sync.serviceTitanSync', {
				position: [240, 0],
				parameters: { resource: 'workspace', operation: 'getSetupSql', all: true },
				credentials: supabaseSyncApi && { supabaseSyncApi },
			}),
		],
		connections: {
			'Start by Hand': { main: [[{ node: 'Get Setup SQL', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
}

/** The workflows of the long runs, each picture after one execution. */
const longRuns = [
	{ name: 'initial-sync', id: 'demoInitialSync1' },
	{ name: 'reconciliation', id: 'demoReconciling1' },
];

async function takeLongRuns(stage: Stage, editor: Editor): Promise<void> {
	// A second start finds it complete.
	await stage.sql`update servicetitan_sync_state set initial_sync_completed = false`;
	for (const { name, id } of longRuns) {
		await storeWorkflow(stage, { file: join(root, 'workflows', `servicetitan-${name}.json`), id });
		await editor.openWorkflow(id);
		await editor.execute();
		await editor.picture(join(folder, `${name}.png`));
	}
}

/** The pictures of the README and of the workflows. */
export async function takeWorkflowPictures(
	stage: Stage,
	editor: Editor,
	account: Account,
): Promise<void> {
	// A business has columns of its own in contacts: the upsert offers to fill them.
	await stage.sql`alter table contacts add column if not exists lead_source text`;
	const scene = await placeDemoWorkflow(stage, account);
	await prove(stage, { ...stage, ...scene }, account);
	await placeSetUp(stage);
	await editor.openWorkflow(scene.workflowId);
	await editor.picture(join(folder, 'workflow.png'));
	await editor.openNode(scene.trigger);
	await editor.openCredential();
	await editor.picture(join(folder, 'credential.png'));
	// A manual test: the sample of the trigger, and what the upsert would do with it.
	await editor.openWorkflow(scene.workflowId);
	await editor.execute();
	await editor.openNode(scene.upsert);
	await editor.picture(join(folder, 'upsert.png'));
	await editor.openWorkflow(SET_UP);
	await editor.execute();
	await editor.openNode('Get Setup SQL');
	await editor.picture(join(folder, 'get-setup-sql.png'));
	await takeLongRuns(stage, editor);
	await takeStatusPage(stage, folder);
}
