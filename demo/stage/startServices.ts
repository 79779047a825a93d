import { join } from 'node:path';
import postgres from 'postgres';
import { freePort } from '../process/freePort';
import { startSupabase } from '../supabase/startSupabase';
import type { DataFolder } from './dataFolder';
import { root } from './root';
import { openServiceTitan } from './simulatedServiceTitan';
import type { Services } from './stage';
import type { Undo } from './undo';
import { forgetExportPlace, releaseRun, setUpWorkspace } from './workspace';

const workspaceId = '45963';

/** Starts the embedded Supabase and the simulated ServiceTitan, and sets the workspace up. */
export async function startServices(
	data: DataFolder,
	undo: Undo,
	{ customers, durable }: { customers: number; durable: boolean },
): Promise<Services> {
	const supabase = await startSupabase({
		dataDir: join(data.path, 'supabase'),
		durable,
		migrationsDir: join(root, 'supabase', 'migrations'),
		port: data.ports.supabase,
	});
	undo.later(() => supabase.stop());
	const sql = postgres(supabase.pgUrl, { max: 2, onnotice: () => undefined });
	undo.later(() => sql.end({ timeout: 2 }));
	const serviceTitan = await openServiceTitan({
		port: await freePort(data.ports.simulator),
		customers,
		file: join(data.path, 'servicetitan.json'),
	});
	undo.later(() => serviceTitan.stop());
	const { tenantId } = serviceTitan.account;
	const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	await setUpWorkspace(supabase, { workspaceId, tenantId, timezone });
	if (serviceTitan.restored) {
		await releaseRun(supabase, workspaceId);
		await forgetExportPlace(sql);
	}
	return { workspaceId, serviceTitan, supabase, sql };
}
