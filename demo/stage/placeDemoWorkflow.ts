import { join } from 'node:path';
import type { Account } from '../account';
import { changesInCopy, quickened, triggerType } from './demoWorkflow';
import { placeWorkflow } from './placeWorkflow';
import { root } from './root';
import type { Stage } from './stage';

const upsertType = 'n8n-nodes-servicetitan-sync.supabaseContactUpsert';

/** Publishes the copy of the package's main workflow, and tells in what it differs. */
export async function placeDemoWorkflow(stage: Stage, account: Account): Promise<PlacedDemo> {
	const { id, nodes } = await account.during('Publishing the workflow', () =>
		placeWorkflow(stage, {
			file: join(root, 'workflows', 'servicetitan-contact-sync.json'),
			id: 'demoContactSync1',
			change: quickened,
		}),
	);
	account.tell(`The workflow in n8n is a copy of the file that ${changesInCopy}.`);
	const named = (type: string) => nodes.find((node) => node.type === type)?.name;
	const [trigger, upsert] = [named(triggerType), named(upsertType)];
	if (!trigger || !upsert)
		throw new Error('The workflow has no ServiceTitan Trigger or no Supabase Contact Upsert.');
	return { workflowId: id, trigger, upsert };
}

/** The published workflow, and the names of the two nodes that the sync consists of. */
export interface PlacedDemo {
	workflowId: string;
	trigger: string;
	upsert: string;
}
