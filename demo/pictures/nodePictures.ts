import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stage/root';
import type { Stage } from '../stage/stage';
import type { Editor } from './editor';
import { panelExamples } from './panelExamples';
import { panels, panelWorkflow } from './panelWorkflow';
import { addPicturedRecords } from './picturedRecords';

const folder = join(root, 'docs', 'pictures', 'nodes');
const WORKFLOW = 'demoEveryOperatn';

/** A picture of each operation's panel, after it has run. */
export async function takeNodePictures(stage: Stage, editor: Editor): Promise<void> {
	const { serviceTitanOAuth2Api } = stage.credentials;
	const examples = panelExamples(addPicturedRecords(stage.serviceTitan.simulator));
	const credentials = serviceTitanOAuth2Api && { serviceTitanOAuth2Api };
	await stage.client.saveWorkflow({ ...panelWorkflow(examples, credentials), id: WORKFLOW });
	await editor.narrow();
	await editor.openWorkflow(WORKFLOW);
	await editor.execute();
	await wentWell(stage);
	mkdirSync(folder, { recursive: true });
	for (const { node, picture } of panels) {
		await editor.openNode(node);
		await editor.pictureOfPanel(join(folder, `${picture}.png`));
		await editor.closeNode();
	}
}

/** @throws with n8n's words where an operation failed: nobody learns from a picture of that */
async function wentWell({ client }: Stage): Promise<void> {
	const [latest] = await client.executions(WORKFLOW, 1);
	const { data } = await client.finished(latest?.id ?? '');
	if (data.failure) throw new Error(`An operation to be pictured failed: ${data.failure}`);
}
