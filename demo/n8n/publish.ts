import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './session';

interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

const patience = 60_000;

/**
 * Publishes a version of a workflow, so that its triggers are live.
 * n8n answers 200 even when a trigger could not be activated, so its publication status is asked as well; the first
 * n8n 2 has none, and refuses at once instead.
 * @throws with the trigger's own message when one failed
 */
export async function publish(call: Call, workflowId: string, versionId: string): Promise<void> {
	await call('POST', `/workflows/${workflowId}/activate`, { versionId });
	const until = Date.now() + patience;
	for (;;) {
		const { status, triggers } = await statusOf(call, workflowId);
		if (status === 'published') return;
		const failed = triggers.filter((trigger) => trigger.status === 'failed');
		if (failed.length > 0)
			throw new Error(
				`n8n could not activate the workflow: ${failed.map((trigger) => trigger.errorMessage).join('; ')}`,
			);
		if (Date.now() > until)
			throw new Error(`n8n did not activate the workflow within a minute (it says: ${status})`);
		await sleep(200);
	}
}

const live: PublicationStatus = { status: 'published', triggers: [] };

async function statusOf(call: Call, workflowId: string): Promise<PublicationStatus> {
	try {
		return await call('GET', `/workflows/${workflowId}/publication-status`);
	} catch (cause) {
		if (/^n8n answered 404/.test((cause as Error).message)) return live;
		throw cause;
	}
}
