import type { Sql } from 'postgres';
import { applyMigrations as apply } from '../../../demo/supabase/migrations';

/** Applies the migrations that are missing, as the Supabase CLI would. @returns the names of the applied files */
export function applyMigrations(sql: Sql, folder = 'supabase/migrations'): Promise<string[]> {
	return apply(sql, folder);
}
