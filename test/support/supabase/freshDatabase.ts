import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import type { CallLog } from '../../../demo/supabase/callLog';
import { blankSupabase } from '../../../demo/supabase/names';
import { controlOf } from '../../../demo/supabase/controlClient';
import type { Outage } from '../../../demo/supabase/outage';
import { migratedTemplate, testCluster } from './cluster';

export interface FreshDatabaseOptions {
	/** false: a Supabase without our migrations. */
	readonly migrated?: boolean;
	/** When the API ends a statement (57014). Hosted Supabase: 8,000. */
	readonly statementTimeoutMs?: number;
	/** The schemas the API shows. Hosted Supabase: public. */
	readonly schemas?: string[];
}

export interface FreshDatabase {
	/** postgres.js, as superuser. */
	readonly sql: Sql;
	readonly pgUrl: string;
	/** The Supabase API on this database alone. */
	readonly url: string;
	readonly secretKey: string;
	readonly publishableKey: string;
	/** The calls to the API since the start or the last clearCalls, oldest first. */
	calls(): Promise<CallLog[]>;
	clearCalls(): Promise<void>;
	/** Lets the API fail from now on, as `outage` says. */
	breakApi(outage: Outage): Promise<void>;
	/** Ends every outage. */
	repairApi(): Promise<void>;
	/** Makes the API see a schema changed by `sql` now, not a moment later. */
	reloadSchema(): Promise<void>;
	drop(): Promise<void>;
}

/** A database of its own for a test, copied from a template, with an API on a port of its own. Drop it in the end. */
export async function freshDatabase(options: FreshDatabaseOptions = {}): Promise<FreshDatabase> {
	const { controlUrl, secretKey, publishableKey } = testCluster();
	const control = controlOf({ controlUrl, secretKey });
	const name = `test_${randomBytes(6).toString('hex')}`;
	const { pgUrl, url } = await control.open({
		name,
		template: options.migrated === false ? blankSupabase : migratedTemplate,
		statementTimeoutMs: options.statementTimeoutMs,
		schemas: options.schemas,
	});
	const sql = postgres(pgUrl, { max: 4, onnotice: () => undefined });
	return {
		sql,
		pgUrl,
		url: url ?? '',
		secretKey,
		publishableKey,
		calls: () => control.calls(name),
		clearCalls: () => control.clearCalls(name),
		breakApi: (outage) => control.setOutage(name, outage),
		repairApi: () => control.setOutage(name, null),
		reloadSchema: () => control.reloadSchema(name),
		async drop() {
			await sql.end({ timeout: 2 });
			await dropped(name, pgUrl, control.drop(name));
		},
	};
}

const HALF_A_MINUTE = 30_000;

/** The cluster goes with the test run: a database that cannot be dropped in time is told of, and left to that. */
async function dropped(name: string, pgUrl: string, dropping: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<'late'>((done) => {
		timer = setTimeout(() => done('late'), HALF_A_MINUTE);
	});
	const came = await Promise.race([dropping, late]).finally(() => clearTimeout(timer));
	if (came !== 'late') return;
	dropping.catch(() => undefined);
	console.warn(`${name} is not dropped after 30 s. PostgreSQL at work: ${await atWork(pgUrl)}`);
}

async function atWork(pgUrl: string): Promise<string> {
	const sql = postgres(pgUrl.replace(/[^/]+$/, 'postgres'), { max: 1, connect_timeout: 5 });
	const asked = sql`
		select backend_type, datname, state, wait_event_type, wait_event, left(query, 80) as query
		from pg_stat_activity where state is distinct from 'idle'`;
	return await asked
		.then((rows) => JSON.stringify(rows), String)
		.finally(() => sql.end({ timeout: 2 }));
}
