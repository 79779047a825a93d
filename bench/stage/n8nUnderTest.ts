import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from '../../demo/stage/dataFolder';
import { startN8n, type RunningN8n } from '../../demo/n8n/startN8n';
import type { Workflow } from '../../demo/n8n/workflow';
import type { PackagedN8n } from '../../demo/stage/stage';
import { childrenOf } from '../measuring/processes';
import { callWebhook } from './webhook';

const PATIENCE_MS = 60_000;

/** The n8n that is measured: its workflows are called from outside, and it can be started afresh. */
export class N8nUnderTest {
	private n8n: RunningN8n;

	constructor(
		private readonly packaged: PackagedN8n,
		private readonly data: Pick<DataFolder, 'path'>,
	) {
		this.n8n = packaged.n8n;
	}

	/** Of n8n itself, not of the process that keeps it. */
	get pid(): number {
		const [pid] = childrenOf(this.n8n.pid);
		if (pid === undefined) throw new Error(`n8n has ended. See ${this.n8n.log}.`);
		return pid;
	}

	/** Saves a workflow and publishes it; its webhook is live afterwards. */
	async publish(workflow: Workflow & { id: string }): Promise<void> {
		const { client } = this.packaged;
		const { versionId } = await client.saveWorkflow(workflow);
		await client.publish(workflow.id, versionId);
	}

	/**
	 * Runs a published workflow to its end.
	 * @param id  of the workflow, and the path of its webhook
	 * @returns milliseconds, from outside, and what its last node gave
	 * @throws with the execution's own words when it failed
	 */
	async run(id: string): Promise<{ ms: number; body: string }> {
		const answer = await callWebhook(this.n8n.url, id);
		if (answer.status === 200) return answer;
		const [latest] = await this.packaged.client.executions(id, 1);
		const found = latest && (await this.packaged.client.execution(latest.id));
		throw new Error(`${id} answered ${answer.status}: ${found?.data.failure ?? answer.body}`);
	}

	/**
	 * Ends it and starts it again, so that nothing an earlier measurement left in memory counts.
	 * @param heapMb  what its heap may take; without it V8 decides by the machine's memory, and that is gigabytes
	 */
	async restart(heapMb?: number): Promise<void> {
		await this.n8n.stop();
		const { place } = this.packaged;
		const more = { ...place.more };
		if (heapMb !== undefined) more.NODE_OPTIONS = `--max-old-space-size=${heapMb}`;
		this.n8n = await startN8n({ ...place, more }, join(this.data.path, 'n8n.log'));
	}

	/** Waits until a webhook is there: n8n says it is ready shortly before. */
	async awake(id: string): Promise<void> {
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const { status } = await callWebhook(this.n8n.url, id);
			if (status === 200) return;
			if (Date.now() > until) throw new Error(`The webhook ${id} was not there after a minute.`);
			await sleep(100);
		}
	}

	stop = (): Promise<void> => this.n8n.stop();
}
