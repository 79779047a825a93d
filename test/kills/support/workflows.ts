import type { CredentialLinks } from '../../../demo/n8n/storeCredentials';
import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflow';

type Saved = Workflow & { id: string };

const ours = 'n8n-nodes-servicetitan-sync.';
/** A run of some hundred customers has many pages and many batches then: many places to die in. */
const small = { pageSize: 10, leaseMinutes: 1 };
/** One node writes in batches of a thousand, so that two of them take many customers. */
const large = { pageSize: 500, leaseMinutes: 1 };
const workspaceId = { __rl: true, mode: 'list', value: '' };

const place = (at: number) => ({ typeVersion: 1, position: [at * 220, 0] });
const linked = (from: string, to: string) => ({
	[from]: { main: [[{ node: to, type: 'main', index: 0 }]] },
});

/** Trigger and Upsert, as on everybody's canvas, polling every five seconds. */
export function watchingWorkflow(credentials: CredentialLinks): Saved {
	const seconds = Array.from({ length: 12 }, (_, nth) => 5 * nth + 2);
	return {
		id: 'killsWatching001',
		name: 'Watch and write',
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...place(0),
				id: 'watch',
				name: 'Watch',
				type: `${ours}serviceTitanTrigger`,
				parameters: {
					pollTimes: {
						item: seconds.map((second) => ({
							mode: 'custom',
							cronExpression: `${second} * * * * *`,
						})),
					},
					cursorStore: 'supabase',
					workspaceId,
					options: small,
				},
				credentials,
			},
			{
				...place(1),
				id: 'write',
				name: 'Write',
				type: `${ours}supabaseContactUpsert`,
				parameters: { options: { batchSize: 10 } },
				credentials: only(credentials, 'supabaseSyncApi'),
			},
		],
		connections: linked('Watch', 'Write'),
	};
}

const webhookPath = 'run-the-sync';

/** What the webhook answers: the summary of a run, or why there was none. */
export interface Answer {
	runId?: string;
	status?: string;
	fetched?: number;
	error?: string;
	description?: string;
	httpCode?: string;
}

/** @param url  of n8n */
export async function callWebhook(url: string, path = webhookPath): Promise<Answer> {
	const reply = await fetch(`${url}/webhook/${path}`, { method: 'POST' });
	return (await reply.json()) as Answer;
}

const webhook = (path: string, webhookId: string): WorkflowNode => ({
	...place(0),
	typeVersion: 2,
	id: 'webhook',
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	webhookId,
	parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
});

export const askingPath = 'ask-servicetitan';

/** A webhook that asks ServiceTitan for one customer and answers with it. */
export const askingWorkflow = (credentials: CredentialLinks): Saved => ({
	id: 'killsAsking00001',
	name: 'Ask by webhook',
	settings: { executionOrder: 'v1' },
	nodes: [
		webhook(askingPath, '0d7c2f6e-8c5c-4b4e-9d3a-5b1c4e7f9a22'),
		{
			...place(1),
			id: 'ask',
			name: 'Ask',
			type: `${ours}serviceTitan`,
			parameters: { resource: 'customer', operation: 'getMany', returnAll: false, limit: 1 },
			credentials: only(credentials, 'serviceTitanOAuth2Api'),
		},
	],
	connections: linked('Webhook', 'Ask'),
});

/** A webhook that does the whole run in one node and answers with what came of it, a refusal included. */
export function webhookWorkflow(credentials: CredentialLinks): Saved {
	return {
		id: 'killsWebhook0001',
		name: 'Run by webhook',
		settings: { executionOrder: 'v1' },
		nodes: [
			webhook(webhookPath, '6a1f0b0e-2f5c-4d5e-9a57-9d6f1c1f3a11'),
			{
				...place(1),
				id: 'run',
				name: 'Run',
				type: `${ours}serviceTitanSync`,
				parameters: {
					resource: 'run',
					operation: 'runIncrementalSync',
					workspaceId,
					options: large,
				},
				credentials,
				onError: 'continueRegularOutput',
			},
		],
		connections: linked('Webhook', 'Run'),
	};
}

const only = (credentials: CredentialLinks, type: string): CredentialLinks => {
	const link = credentials[type];
	return link ? { [type]: link } : {};
};
