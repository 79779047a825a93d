import { setTimeout as sleep } from 'node:timers/promises';
import { readExecutionData, type ExecutionData } from './executionData';
import { publish } from './publish';
import { openSession, type Call, type Owner, type Session } from './session';
import { storeCredentials, type Credential, type CredentialLinks } from './storeCredentials';
import type { NodeType, Workflow } from './workflow';

export interface Execution {
	id: string;
	workflowId: string;
	status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'canceled' | 'crashed' | 'unknown';
	mode: 'trigger' | 'manual' | 'error' | 'webhook' | 'integrated' | 'internal' | 'retry' | 'cli';
	startedAt: string;
	stoppedAt: string | null;
}

const settled = ['success', 'error', 'canceled', 'crashed'];

/** The parts of n8n's REST API that the demo and the tests use, as the person in the browser uses it. */
export class N8nClient {
	/** Anything else below `/rest`, e.g. `call('GET', '/credentials')`. */
	readonly call: Call;

	private constructor(private readonly session: Session) {
		this.call = session.call;
	}

	/** Logs in; makes the owner on a fresh n8n. */
	static async connect(url: string, owner: Owner): Promise<N8nClient> {
		return new N8nClient(await openSession(url, owner));
	}

	/** A file made for n8n's editor, e.g. /types/credentials.json. */
	file<T>(path: string): Promise<T> {
		return this.session.file(path);
	}

	/** Every node that n8n has loaded, as its editor sees it. */
	nodeTypes(): Promise<NodeType[]> {
		return this.file('/types/nodes.json');
	}

	storeCredentials(credentials: Credential[]): Promise<CredentialLinks> {
		return storeCredentials(this.call, credentials);
	}

	/**
	 * What the Test button of a stored credential says.
	 * @param changes  fields as a person changed them before pressing it
	 */
	async testCredential(
		id: string,
		changes: Record<string, unknown> = {},
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const path = `/credentials/${id}?includeData=true`;
		const { name, type, data } = await this.call<Credential>('GET', path);
		const credentials = { id, name, type, data: { ...data, ...changes } };
		return this.call('POST', '/credentials/test', { credentials });
	}

	/** Creates the workflow, or lays this content over the one with its id. It is not live until published. */
	async saveWorkflow(
		workflow: Workflow & { id: string },
	): Promise<{ id: string; versionId: string }> {
		const all = await this.call<Array<{ id: string }>>('GET', '/workflows');
		const there = all.some(({ id }) => id === workflow.id);
		return there
			? await this.call('PATCH', `/workflows/${workflow.id}?forceSave=true`, workflow)
			: await this.call('POST', '/workflows', workflow);
	}

	publish(workflowId: string, versionId: string): Promise<void> {
		return publish(this.call, workflowId, versionId);
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	/** Newest first, each once: n8n asks for running and for ended ones apart, and lists one that ends meanwhile twice. */
	async executions(workflowId: string, limit = 20): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call<{ results: Execution[] }>(
			'GET',
			`/executions?filter=${filter}&limit=${limit}`,
		);
		return eachOnce(results);
	}

	async execution(id: string): Promise<Execution & { data: ExecutionData }> {
		const found = await this.call<Execution & { data: string }>('GET', `/executions/${id}`);
		return { ...found, data: readExecutionData(found.data) };
	}

	/** Runs a workflow as the Execute Workflow button does, and waits for its end. */
	async runByHand(
		workflowId: string,
		trigger: string,
	): Promise<Execution & { data: ExecutionData }> {
		// The first n8n 2 runs what it is sent, later ones what they have stored.
		const workflowData = await this.call('GET', `/workflows/${workflowId}`);
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ workflowData, triggerToStartFrom: { name: trigger } },
		);
		return this.finished(executionId);
	}

	/** Waits until an execution has come to its end, whatever that is. */
	async finished(id: string, patience = 120_000): Promise<Execution & { data: ExecutionData }> {
		const until = Date.now() + patience;
		for (;;) {
			const execution = await this.execution(id);
			if (settled.includes(execution.status)) return execution;
			if (Date.now() > until)
				throw new Error(`Execution ${id} is still ${execution.status} after ${patience / 1000} s.`);
			await sleep(150);
		}
	}
}

/** In the order given; of one that is there twice the later entry, which has seen its end. */
const eachOnce = (executions: Execution[]): Execution[] => [
	...new Map(executions.map((execution) => [execution.id, execution])).values(),
];
