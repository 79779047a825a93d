import { batchedWorkflow } from '../workflows/batched';
import { emptyWorkflow, oursWorkflow } from '../workflows/ours';
import { supabaseNodeWorkflow } from '../workflows/supabaseNode';
import { WORKFLOWS } from '../ways';
import type { BenchStage } from './benchStage';

/** Every workflow that is measured, published in n8n. */
export async function publishWorkflows({ n8n, surroundings }: BenchStage): Promise<void> {
	const workflows = [
		emptyWorkflow(WORKFLOWS.empty),
		oursWorkflow(WORKFLOWS.incremental, 'runIncrementalSync', surroundings),
		oursWorkflow(WORKFLOWS.initial, 'runInitialSync', surroundings),
		supabaseNodeWorkflow(WORKFLOWS.supabaseNode, 'get', surroundings),
		supabaseNodeWorkflow(WORKFLOWS.supabaseNodeMany, 'getMany', surroundings),
		batchedWorkflow(WORKFLOWS.batched, surroundings),
	];
	for (const workflow of workflows) await n8n.publish(workflow);
	await n8n.awake(WORKFLOWS.empty);
}
