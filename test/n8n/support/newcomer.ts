import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';

import type { N8nPlace } from '../../../demo/n8n/environment';
import type { RunningN8n } from '../../../demo/n8n/startN8n';
import {
	openServiceTitan,
	type SimulatedServiceTitan,
} from '../../../demo/stage/simulatedServiceTitan';
import type { Undo } from '../../../demo/stage/undo';
import { startSupabase, type Supabase } from '../../../demo/supabase/startSupabase';
import { freePort } from '../../../demo/process/freePort';
import { startEmptyN8n, temporaryData } from './registry/emptyN8n';
import type { LocalRegistry } from './registry/localRegistry';
import { publicationOf } from './registry/publication';

/** What somebody has who comes to the package: an n8n without it, a Supabase without its tables, and a ServiceTitan. */
export interface Newcomer {
	n8n: RunningN8n;
	place: N8nPlace;
	registry: LocalRegistry;
	supabase: Supabase;
	/** Supabase's SQL Editor. */
	sql: Sql;
	serviceTitan: SimulatedServiceTitan;
}

/** @param customers  how many ServiceTitan holds */
export async function startNewcomer(undo: Undo, customers: number): Promise<Newcomer> {
	const data = temporaryData(undo);
	const supabase = await startSupabase({ dataDir: join(data.path, 'supabase'), durable: false });
	undo.later(() => supabase.stop());
	const sql = postgres(supabase.pgUrl, { max: 2, onnotice: () => undefined });
	undo.later(() => sql.end({ timeout: 2 }));
	const serviceTitan = await openServiceTitan({
		port: await freePort(data.ports.simulator),
		customers,
		file: join(data.path, 'servicetitan.json'),
	});
	undo.later(() => serviceTitan.stop());
	const n8n = await startEmptyN8n(data, supabase, undo);
	n8n.registry.publish(await publicationOf('0.1.0'));
	return { ...n8n, supabase, sql, serviceTitan };
}
