import { join } from 'node:path';

import type { Execution } from '../../../demo/n8n/N8nClient';
import type { ExecutionData } from '../../../demo/n8n/executionData';
import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflow';
import { placeWorkflow, storeWorkflow, type PlacedFile } from '../../../demo/stage/placeWorkflow';
import { root } from '../../../demo/stage/root';
import type { LogEntry } from '../../../simulator';
import { SyncUnderFire } from '../../kills/support/fire';
import { answerOfServiceTitan } from '../../kills/support/holds';
import { openWebhookSink, type WebhookSink } from './webhookSink';

const exportPath = '/export/customers';
const files = { initial: 'servicetitan-initial-sync', weekly: 'servicetitan-reconciliation' };

export type Read = Execution & { data: ExecutionData };

/** The workflows of the initial sync and the reconciliation in a real n8n, and somebody who hears their alerts. */
export class LongRuns {
	readonly ids = { initial: 'initialSyncTest1', weekly: 'reconcilingTest1' };

	private constructor(
		readonly sync: SyncUnderFire,
		readonly sink: WebhookSink,
	) {}

	static async open(customers: number): Promise<LongRuns> {
		const sync = await SyncUnderFire.open(1);
		sync.ledger.add(customers);
		// Several pages a turn, so that there is a middle.
		sync.scene.serviceTitan.switches.exportBatchSize = 100;
		const runs = new LongRuns(sync, await openWebhookSink());
		await storeWorkflow(sync.scene.packaged, runs.file('initial'));
		await storeWorkflow(sync.scene.packaged, runs.file('weekly'));
		return runs;
	}

	async close(): Promise<void> {
		this.sink.close();
		await this.sync.scene.close();
	}

	/** Somebody presses Execute Workflow. @returns the id of the execution */
	async click(which: keyof typeof files): Promise<string> {
		const { executionId } = await this.client.call<{ executionId: string }>(
			'POST',
			`/workflows/${this.ids[which]}/run`,
			{ triggerToStartFrom: { name: 'Start by Hand' } },
		);
		return executionId;
	}

	async clickAndWait(which: keyof typeof files): Promise<Read> {
		return this.client.finished(await this.click(which));
	}

	/** Publishes the weekly workflow, which then begins every ten seconds. */
	async publishWeekly(): Promise<void> {
		await placeWorkflow(this.sync.scene.packaged, this.file('weekly'));
	}

	get client() {
		return this.sync.scene.packaged.client;
	}

	/** ServiceTitan has read so many pages of customers for the next run, and the last one does not leave. */
	holdAtPage(page: number) {
		let pages = 0;
		return answerOfServiceTitan(({ path }) => path.endsWith(exportPath) && ++pages === page)(
			this.sync.scene,
		);
	}

	/** The pages of customers that were asked for since. @param since  number of a request */
	pagesSince(since: number): LogEntry[] {
		return this.sync.scene.serviceTitan.log.entries.filter(
			({ number, path }) => number > since && path.endsWith(exportPath),
		);
	}

	get requests(): number {
		return this.sync.scene.serviceTitan.log.count;
	}

	/** The place behind the last page of customers that was written. */
	async savedPlace(): Promise<string | null> {
		const [row] = await this.sync.scene.sql<Array<{ last_continue_from: string | null }>>`
			select last_continue_from from servicetitan_sync_state`;
		return row?.last_continue_from ?? null;
	}

	private file(which: keyof typeof files): PlacedFile {
		return {
			file: join(root, 'workflows', `${files[which]}.json`),
			id: this.ids[which],
			change: (workflow) => ({
				...workflow,
				nodes: workflow.nodes.map((node) => this.changed(node)),
			}),
		};
	}

	/** As in the file, but with small turns, short waits, and alerts that come here. */
	private changed(node: WorkflowNode): WorkflowNode {
		const { parameters } = node;
		const change = changes[node.name];
		const { url } = this.sink;
		return change ? { ...node, parameters: { ...parameters, ...change(url) } } : node;
	}
}

const changes: Record<string, (url: string) => Workflow['nodes'][number]['parameters']> = {
	'Run Initial Sync': () => ({ options: { handBackAfter: 500 } }),
	'Wait a Minute': () => ({ amount: 1, unit: 'seconds' }),
	'Wait 5 Minutes': () => ({ amount: 1, unit: 'seconds' }),
	'Every Sunday at 03:00': () => ({
		rule: { interval: [{ field: 'cronExpression', expression: '*/10 * * * * *' }] },
	}),
	'Set Alert Options': (url) => ({
		assignments: {
			assignments: [{ id: 'address', name: 'webhookAddress', value: url, type: 'string' }],
		},
	}),
};
