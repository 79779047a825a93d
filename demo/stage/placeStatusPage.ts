import { join } from 'node:path';
import { placeWorkflow } from './placeWorkflow';
import { root } from './root';
import type { Stage } from './stage';

/** Who may look at the page. */
export const visitor = { user: 'owner', password: 'a long password' };

/** Publishes the status page. @returns its address */
export async function publishStatusPage(
	stage: Pick<Stage, 'client' | 'credentials' | 'n8n'>,
): Promise<string> {
	const credentials = await stage.client.storeCredentials([
		{ name: 'Visitors of the status page', type: 'httpBasicAuth', data: visitor },
	]);
	const side = { ...stage, credentials: { ...stage.credentials, ...credentials } };
	const file = join(root, 'workflows', 'servicetitan-sync-status-page.json');
	await placeWorkflow(side, { file, id: 'syncStatusPage01' });
	return `${stage.n8n.url}/webhook/servicetitan-sync`;
}
