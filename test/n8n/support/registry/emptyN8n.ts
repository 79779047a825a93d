import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { silentAccount } from '../../../../demo/account';
import { findHost } from '../../../../demo/host/host';
import type { N8nPlace } from '../../../../demo/n8n/environment';
import type { RunningN8n } from '../../../../demo/n8n/startN8n';
import { openDataFolder, type DataFolder } from '../../../../demo/stage/dataFolder';
import { folderIn, startOnFreePorts } from '../../../../demo/stage/startOnFreePorts';
import type { Undo } from '../../../../demo/stage/undo';
import type { Supabase } from '../../../../demo/supabase/startSupabase';
import { startRegistry, type LocalRegistry } from './localRegistry';
import { npmOfN8n } from './npmOfN8n';

/** A folder for one test file, gone when everything is undone. */
export function temporaryData(undo: Undo): DataFolder {
	const folder = mkdtempSync(join(tmpdir(), 'newcomer-'));
	undo.later(() => rmSync(folder, { recursive: true, force: true }));
	return openDataFolder(folder);
}

/** A real n8n as it is after its own installation: nobody has logged in, and nothing of ours is in it. */
export interface EmptyN8n {
	n8n: RunningN8n;
	place: N8nPlace;
	/** Where its community installer finds packages; empty. */
	registry: LocalRegistry;
}

export async function startEmptyN8n(
	data: DataFolder,
	supabase: Pick<Supabase, 'createDatabase'>,
	undo: Undo,
): Promise<EmptyN8n> {
	const registry = await startRegistry();
	undo.later(() => registry.close());
	const more = npmOfN8n(registry, join(data.path, 'npm'));
	mkdirSync(folderIn(data), { recursive: true });
	const host = await findHost(silentAccount);
	const database = await supabase.createDatabase('n8n');
	const { place, n8n } = await startOnFreePorts({ data, host, more }, database);
	undo.later(() => n8n.stop());
	return { place, n8n, registry };
}
