import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import type { N8nClient } from '../../../../demo/n8n/N8nClient';
import { askedSince } from './requests';
import type { World } from './world';

/** Publishes a workflow with these triggers, each of which polls at once. @returns what they asked, each once */
export async function firstPolls(
	client: N8nClient,
	world: World,
	{ id, triggers }: { id: string; triggers: INodeParameters[] },
): Promise<string[]> {
	const since = askedSince(world);
	const nodes = triggers.map((parameters, place) => ({
		id: randomUUID(),
		name: `Trigger ${place}`,
		type: 'n8n-nodes-servicetitan-sync.serviceTitanTrigger',
		typeVersion: 1,
		position: [0, place * 160],
		parameters,
		credentials: world.credentials,
	}));
	const workflow = { name: id, nodes, connections: {}, settings: { executionOrder: 'v1' } };
	const { versionId } = await client.saveWorkflow({ ...workflow, id });
	await client.publish(id, versionId);
	await client.unpublish(id);
	return since();
}
