import { randomUUID } from 'node:crypto';
import type { Answer, Arguments, Call } from './callers';

export const tenant = { tenant_id: '410387862', environment: 'production' };

export const consumer = {
	workflowId: 'workflow-1',
	workflowName: 'Contact sync',
	nodeId: 'node-1',
	nodeName: 'ServiceTitan Trigger',
};

let workspaces = 45_000;

/** Sets up a workspace of its own for a story. @returns its id */
export async function newWorkspace(call: Call, more: Arguments = {}): Promise<string> {
	workspaces += 1;
	const workspace_id = String(workspaces);
	await call('set_up_workspace', { workspace_id, ...tenant, ...more });
	return workspace_id;
}

export interface Run {
	workspace_id: string;
	run_id: string;
	answer: Answer;
}

/** Asks to start an incremental run of the Trigger, whatever the answer. */
export async function start(call: Call, workspace_id: string, more: Arguments = {}): Promise<Run> {
	const run_id = (more.run_id as string | undefined) ?? randomUUID();
	const answer = await call('start_run', {
		workspace_id,
		run_id,
		mode: 'incremental',
		source: 'trigger',
		consumer,
		...tenant,
		...more,
	});
	return { workspace_id, run_id, answer };
}

/** Starts a run that has given these customers to its workflow. */
export async function handedOut(
	call: Call,
	workspace_id: string,
	customers: string[],
	commit?: Arguments,
): Promise<Run> {
	const run = await start(call, workspace_id);
	await call('checkpoint_run', {
		workspace_id,
		run_id: run.run_id,
		handed_out: customers,
		commit: commit ?? null,
		fetched: customers.length,
	});
	return run;
}
