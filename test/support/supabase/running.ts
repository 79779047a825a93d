import { rmSync } from 'node:fs';
import type { Supabase } from '../../../demo/supabase/startSupabase';

interface Running {
	readonly supabase: Supabase;
	readonly dataDir: string;
}

/** Jest loads set-up and teardown apart: only the global object is common to both. */
const common = globalThis as { servicetitanSyncTestSupabase?: Running };

export function keepForTeardown(supabase: Supabase, dataDir: string): void {
	common.servicetitanSyncTestSupabase = { supabase, dataDir };
}

export async function stopRunning(): Promise<void> {
	const running = common.servicetitanSyncTestSupabase;
	if (!running) return;
	await running.supabase.stop();
	rmSync(running.dataDir, { recursive: true, force: true });
}
