import type { CredentialLinks } from '../../demo/n8n/storeCredentials';
import type { Workflow, WorkflowNode } from '../../demo/n8n/workflow';

/** What a workflow of the bench talks to. */
export interface Surroundings {
	/** Below which ServiceTitan's customers are, e.g. http://127.0.0.1:4010/crm/v2/tenant/123 */
	serviceTitan: string;
	/** Supabase's project URL. */
	supabase: string;
	workspaceId: string;
	credentials: CredentialLinks;
}

export interface Built {
	/** In order of the flow; the first one is the webhook's successor. */
	nodes: WorkflowNode[];
	/** From → to, where a node has more than one output: `name` or `name#1`. */
	wires: Array<[from: string, to: string, input?: number]>;
}

type More = Partial<Pick<WorkflowNode, 'credentials' | 'executeOnce' | 'alwaysOutputData'>> & {
	version?: number;
	retryOnFail?: boolean;
};

/** A node of n8n's own, e.g. `node('Rows', 'code', …)`. */
export const node = (
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	{ version = 1, ...more }: More = {},
): WorkflowNode => ({
	id: name.toLowerCase().replaceAll(' ', '-'),
	name,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion: version,
	position: [0, 0],
	parameters,
	...more,
});

/** One node after the other. */
export const inLine = (...names: string[]): Built['wires'] =>
	names.slice(1).map((to, index) => [names[index] ?? '', to]);

/**
 * A workflow behind a webhook that answers when its last node has finished. Successful executions are not
 * saved, for none of the ways: only what they do is measured.
 */
export function workflowOf(
	{ id, name, answer }: { id: string; name: string; answer: 'firstEntryJson' | 'noData' },
	{ nodes, wires }: Built,
): Workflow & { id: string } {
	const webhook = node(
		'Webhook',
		'webhook',
		{ httpMethod: 'POST', path: id, responseMode: 'lastNode', responseData: answer, options: {} },
		{ version: 2 },
	);
	const first = nodes[0]?.name ?? '';
	return {
		id,
		name,
		nodes: [{ ...webhook, webhookId: id }, ...nodes].map((one, index) => ({
			...one,
			position: [index * 220, 0],
		})),
		connections: connectionsOf([['Webhook', first], ...wires]),
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'all',
			saveExecutionProgress: false,
		},
	};
}

interface Target {
	node: string;
	type: 'main';
	index: number;
}

function connectionsOf(wires: Built['wires']): Record<string, { main: Target[][] }> {
	const connections: Record<string, { main: Target[][] }> = {};
	for (const [from, to, index = 0] of wires) {
		const [name = '', output = '0'] = from.split('#');
		const { main } = (connections[name] ??= { main: [] });
		while (main.length <= Number(output)) main.push([]);
		main[Number(output)]?.push({ node: to, type: 'main', index });
	}
	return connections;
}
