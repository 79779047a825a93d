import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { blankSupabase } from '../../../demo/supabase/names';
import { startSupabase, type Supabase } from '../../../demo/supabase/startSupabase';
import { removeAbandonedFolders, testFolderPrefix } from './abandonedFolders';
import { applyMigrations } from './applyMigrations';
import { announceCluster, migratedTemplate } from './cluster';
import { keepForTeardown, stopRunning } from './running';

/** Starts one throw-away cluster for the whole test run and migrates its template once. */
export default async function globalSetup(): Promise<void> {
	await removeAbandonedFolders();
	const dataDir = mkdtempSync(testFolderPrefix);
	const supabase = await startSupabase({ dataDir });
	keepForTeardown(supabase, dataDir);
	announceCluster(supabase);
	try {
		await makeMigratedTemplate(supabase);
	} catch (failure) {
		// Jest tears down only what was set up.
		await stopRunning();
		throw failure;
	}
}

async function makeMigratedTemplate({ control }: Supabase): Promise<void> {
	const { pgUrl } = await control.open({
		name: migratedTemplate,
		template: blankSupabase,
		served: false,
	});
	const sql = postgres(pgUrl, { max: 1, onnotice: () => undefined });
	try {
		await applyMigrations(sql, join(__dirname, '../../../supabase/migrations'));
	} finally {
		// A template can be copied only while nobody is connected to it.
		await sql.end({ timeout: 5 });
	}
}
