import { join } from 'node:path';
import type { Account } from '../account';
import { changesInCopy, quickened } from './demoWorkflow';
import { placeWorkflow } from './placeWorkflow';
import { root } from './root';
import type { Stage } from './stage';

const upsertType = 'n8n-nodes-servicetitan-sync.supabaseContactUpsert';

/** Publishes the copy of the package's main workflow, and tells in what it differs. */
export async function placeDemoWorkflow(
	stage: Stage,
	account: Account,
): Promise<{ workflowId: string; upsert: string }> {
	const { id, nodes } = await account.during('Publishing the workflow', () =>
		placeWorkflow(stage, {
			file: join(root, 'workflows', 'servicetitan-contact-sync.json'),
			id: 'demoContactSync1',
			change: quickened,
		}),
	);
	account.tell(`The workflow in n8n is a copy of the file that ${changesInCopy}.`);
	const upsert = nodes.find(({ type }) => type === upsertType);
	if (!upsert) throw new Error('The workflow has no Supabase Contact Upsert node.');
	return { workflowId: id, upsert: upsert.name };
}
