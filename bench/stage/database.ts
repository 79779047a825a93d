import { rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import type { Account } from '../../demo/account';
import type { DataFolder } from '../../demo/stage/dataFolder';
import { root } from '../../demo/stage/root';
import type { Undo } from '../../demo/stage/undo';
import { mainDatabase } from '../../demo/supabase/names';
import { startSupabase, type Supabase } from '../../demo/supabase/startSupabase';
import { makeCursors } from './tables';

/**
 * An empty Supabase, and room for an empty n8n beside it. Migrations may have changed since they were applied the
 * last time, and what lies in tables and logs costs time.
 */
export async function openDatabase(
	undo: Undo,
	{ account, data, node }: { account: Account; data: DataFolder; node: string },
): Promise<{ supabase: Supabase; sql: Sql }> {
	for (const left of ['supabase', 'n8n'])
		rmSync(join(data.path, left), { recursive: true, force: true });
	const supabase = await account.during('Starting Supabase', () =>
		startSupabase({
			dataDir: join(data.path, 'supabase'),
			durable: false,
			migrationsDir: join(root, 'supabase', 'migrations'),
			port: data.ports.supabase,
			node,
		}),
	);
	undo.later(() => supabase.stop());
	const sql = postgres(supabase.pgUrl, { max: 2, onnotice: () => undefined });
	undo.later(() => sql.end({ timeout: 2 }));
	await makeCursors(sql);
	await supabase.control.reloadSchema(mainDatabase);
	return { supabase, sql };
}
