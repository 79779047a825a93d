import { setTimeout as sleep } from 'node:timers/promises';

import type { CredentialLinks } from '../../../demo/n8n/storeCredentials';
import type { Workflow } from '../../../demo/n8n/workflow';
import type { SyncUnderFire } from '../../kills/support/fire';
import { watchingWorkflow } from '../../kills/support/workflows';

/** A published workflow that is nothing but a ServiceTitan Trigger, which keeps its progress in the workflow. */
export class Watcher {
	private constructor(
		private readonly sync: SyncUnderFire,
		private readonly id: string,
		/** The customers it must have handed out, each as often as it changed. */
		readonly due: number[],
	) {}

	static async publish(sync: SyncUnderFire, nth: number): Promise<Watcher> {
		const workflow = watchingAlone(sync.scene.packaged.credentials, nth);
		await sync.scene.publish(workflow);
		return new Watcher(sync, workflow.id, []);
	}

	/** What its executions got. */
	async handedOut(): Promise<number[]> {
		const { client } = this.sync.scene.packaged;
		const all = await client.executions(this.id, 100);
		const read = await Promise.all(all.map(({ id }) => client.execution(id)));
		const failed = read.filter(({ status }) => status === 'error');
		if (failed.length > 0) throw new Error(`A poll failed: ${failed[0]?.data.failure}`);
		return read.flatMap(({ data }) => idsOf(data.output('Watch')));
	}

	/** Waits until nothing is missing any more. @returns what still is after a minute, and what came too often */
	async settled(): Promise<Difference> {
		const end = Date.now() + 60_000;
		for (;;) {
			const difference = compared(await this.handedOut(), this.due);
			if (difference.missing.length === 0 || Date.now() > end) return difference;
			await sleep(200);
		}
	}
}

/** Ids of customers. */
interface Difference {
	missing: number[];
	twice: number[];
}

function compared(found: number[], due: number[]): Difference {
	const times = (all: number[], id: number) => all.filter((one) => one === id).length;
	const ids = [...new Set([...found, ...due])];
	return {
		missing: ids.filter((id) => times(found, id) < times(due, id)),
		twice: ids.filter((id) => times(found, id) > times(due, id)),
	};
}

const idsOf = (items: Array<{ id?: unknown }>) => items.map(({ id }) => Number(id));

const everyTenSeconds = [4, 14, 24, 34, 44, 54].map((second) => ({
	mode: 'custom',
	cronExpression: `${second} * * * * *`,
}));

/**
 * Reads no further back than to its place: what it lost nobody would read again. And reads no contact methods: a
 * customer that is made between its two requests comes with both polls.
 */
export function watchingAlone(
	credentials: CredentialLinks,
	nth: number,
): Workflow & { id: string } {
	const workflow = watchingWorkflow(credentials);
	const [trigger] = workflow.nodes;
	if (!trigger) throw new Error('The workflow has no trigger');
	const options = { lookbackSeconds: 0, includeContacts: false };
	const pollTimes = { item: everyTenSeconds };
	return {
		...workflow,
		id: `watchingAlone00${nth}`,
		name: `Watch alone ${nth}`,
		connections: {},
		nodes: [
			{ ...trigger, parameters: { ...trigger.parameters, cursorStore: 'n8n', pollTimes, options } },
		],
	};
}
