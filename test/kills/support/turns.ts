import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Workflow, WorkflowNode } from '../../../demo/n8n/workflow';
import { root } from '../../../demo/stage/root';
import type { ManyTenant } from './manyTenants';
import type { KillScene } from './scene';
import type { Worker } from './worker';

/** The file, with its credential and its alert address chosen, and a new execution every three seconds. */
export function turnsWorkflow(scene: KillScene, alertAddress: string): Workflow & { id: string } {
	const file = join(root, 'workflows', 'servicetitan-many-workspaces.json');
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	const { supabaseSyncApi } = scene.packaged.credentials;
	const changed = (node: WorkflowNode): WorkflowNode => {
		const text = JSON.stringify(node)
			.replace('"* * * * *"', '"*/3 * * * * *"')
			.replace('Paste the address of your Slack webhook here', alertAddress);
		const copy = JSON.parse(text) as WorkflowNode;
		return node.type.endsWith('.serviceTitanSync') && supabaseSyncApi
			? { ...copy, credentials: { supabaseSyncApi } }
			: copy;
	};
	return { ...workflow, id: 'manyWorkspaces01', nodes: workflow.nodes.map(changed) };
}

export interface Turn {
	workspace_id: string;
	status: string;
	finished_at: Date | null;
}

/** The runs that started since, in their order. */
export const turnsSince = ({ sql }: KillScene, began: Date): Promise<Turn[]> => sql<Turn[]>`
	select workspace_id, status, finished_at from servicetitan_sync_runs
	where started_at >= ${began} order by started_at`;

/** How many of the runs are each workspace's. */
export const countsOf = (turns: Turn[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const { workspace_id } of turns) counts[workspace_id] = (counts[workspace_id] ?? 0) + 1;
	return counts;
};

export const onceEach = (some: ManyTenant[]): Record<string, number> =>
	Object.fromEntries(some.map(({ workspaceId }) => [workspaceId, 1]));

/** Whether each of these has ended a run that started since. */
export async function ended(scene: KillScene, began: Date, some: ManyTenant[]): Promise<boolean> {
	const turns = (await turnsSince(scene, began)).filter(({ finished_at }) => finished_at !== null);
	return some.every(({ workspaceId }) =>
		turns.some(({ workspace_id }) => workspace_id === workspaceId),
	);
}

/** Each ran an hour ago and more; those that waited longest have the highest numbers. */
export const letThemWait = ({ sql }: KillScene, tenants: ManyTenant[]): Promise<unknown> => sql`
	insert into servicetitan_sync_runs (run_id, workspace_id, mode, source, status, started_at, finished_at)
	select gen_random_uuid(), 'workspace-' || n, 'incremental', 'sync', 'completed',
		now() - make_interval(hours => 1, mins => n), now() - make_interval(hours => 1, mins => n)
	from generate_series(1, ${tenants.length}::int) as n`;

/** A quarter of an hour has passed for these, in the only place where it counts. */
export async function passInterval({ sql }: KillScene, some: ManyTenant[]): Promise<void> {
	const ids = some.map(({ workspaceId }) => workspaceId);
	await sql.begin(async (inOne) => {
		await inOne`update servicetitan_sync_runs set started_at = started_at - interval '16 minutes'
			where workspace_id in ${inOne(ids)}`;
		await inOne`update servicetitan_sync_state set dispatched_at = dispatched_at - interval '16 minutes'
			where workspace_id in ${inOne(ids)}`;
	});
}

/** Begins what docs/scaling.md says was measured. @returns what tells it of these runs */
export async function startWatch(
	scene: KillScene,
	workers: Worker[],
): Promise<(turns: Turn[]) => Promise<string>> {
	await scene.forgetCalls();
	const { entries } = scene.serviceTitan.log;
	const asked = () => entries.at(-1)?.number ?? 0;
	const cpu = () => workers.reduce((sum, worker) => sum + worker.cpuSeconds, 0);
	const before = { at: Date.now(), asked: asked(), cpu: cpu() };
	return async (turns) => {
		const last = Math.max(...turns.map(({ finished_at }) => finished_at?.getTime() ?? 0));
		const calls = await scene.supabase.calls();
		const spent = calls.reduce((sum, { ms }) => sum + ms, 0);
		return [
			`${turns.length} turns in ${((last - before.at) / 1000).toFixed(1)} s:`,
			`${asked() - before.asked} requests to ServiceTitan,`,
			`${calls.length} to Supabase (${(spent / 1000).toFixed(1)} s together),`,
			`${(cpu() - before.cpu).toFixed(1)} s of the workers' processors.\n`,
		].join(' ');
	};
}
