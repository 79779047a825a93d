import { randomUUID } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../../../support/supabase/freshDatabase';
import { restCall, type RestAnswer } from '../../../support/supabase/restCall';
import { callerOf, type Call } from '../../support/callers';
import { row, upsert } from '../../support/rows';
import { handedOut, start, tenant } from '../../support/runs';
import type { Target } from './functions';

/** A database with a bystander, who has a bit of everything that must not change. */
export interface Scene {
	db: FreshDatabase;
	call: Call;
	/** One call over the wire, with a body as it is. */
	ask(name: string, body: unknown, apikey?: string | null): Promise<RestAnswer>;
	/** The bystander's open run. */
	bystander: Target;
	/** Sets up a workspace with an open run that waits for customer 1. */
	target(workspace?: string): Promise<Target>;
}

export async function openScene(): Promise<Scene> {
	const db = await freshDatabase();
	const call = callerOf(db.sql);
	const ask: Scene['ask'] = (name, body, apikey = db.secretKey) =>
		restCall(db.url, { path: `rpc/servicetitan_${name}`, body, apikey });
	const target: Scene['target'] = async (workspace = `target ${randomUUID()}`) => {
		await call('set_up_workspace', { workspace_id: workspace, ...tenant });
		const { run_id } = await handedOut(call, workspace, ['1']);
		return { workspace, run: run_id };
	};
	return { db, call, ask, bystander: await makeBystander(call), target };
}

async function makeBystander(call: Call): Promise<Target> {
	const workspace = 'bystander';
	await call('set_up_workspace', { workspace_id: workspace, ...tenant, tenant_id: '1' });
	const finished = await start(call, workspace, { tenant_id: '1', consumer: null });
	await upsert(call, workspace, [row('1'), row('2', { columns: { nowhere: 1 } })], {
		run_id: finished.run_id,
		batch_id: randomUUID(),
	});
	await call('finish_run', {
		workspace_id: workspace,
		run_id: finished.run_id,
		commit: {
			cursor_to: '2026-07-01T12:00:00Z',
			contact_token: 'token',
			delivered: { customer: { 1: '2026-07-01T12:00:00.0000000Z' } },
		},
	});
	const open = await start(call, workspace, { tenant_id: '1', consumer: null });
	await call('checkpoint_run', {
		workspace_id: workspace,
		run_id: open.run_id,
		handed_out: ['1', '2', '3'],
	});
	await call('stage_methods', {
		workspace_id: workspace,
		run_id: open.run_id,
		methods: [{ id: 1, customerId: 2, value: 'bystander"s token' }],
	});
	return { workspace, run: open.run_id };
}
