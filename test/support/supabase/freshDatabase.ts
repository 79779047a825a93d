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
			await control.drop(name);
		},
	};
}
