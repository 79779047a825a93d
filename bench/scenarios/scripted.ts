import type { Reference } from '../measuring/prepare';
import type { Sample } from '../measuring/measurement';
import { runScript } from '../scripts/runScript';
import type { BenchStage } from '../stage/benchStage';

interface LimitResult {
	ms: number;
	serviceTitanCalls: number;
}

/** The limit, into an empty table like contacts. @throws where it copied another number of rows */
export async function runLimit(stage: BenchStage, { contacts, file }: Reference): Promise<Sample> {
	const { sql, host, supabase, simulator } = stage;
	const table = 'bench_limit';
	await sql.unsafe(
		`drop table if exists ${table}; create table ${table} (like contacts including all)`,
	);
	const input = { account: simulator.account, pgUrl: supabase.pgUrl, table, file };
	const result = await runScript<LimitResult>(host.node, 'limit.mjs', input);
	const [row] = await sql.unsafe<Array<{ count: number }>>(
		`select count(*)::int as count from ${table}`,
	);
	if (row?.count !== contacts)
		throw new Error(`The limit copied ${row?.count} rows, not ${contacts}.`);
	await sql.unsafe(`drop table ${table}`);
	return { ms: result.ms, serviceTitanCalls: result.serviceTitanCalls };
}

/**
 * The worker of old.
 * @param since  from when on; everything unless given
 */
export async function runOldWorker(
	{ host, supabase, simulator, surroundings }: BenchStage,
	{ since = '2000-01-01T00:00:00Z' }: { since?: string } = {},
): Promise<Sample> {
	const { ms, serviceTitanCalls, supabaseCalls } = await runScript<Sample>(
		host.node,
		'oldWorker.mjs',
		{
			account: simulator.account,
			supabase: { url: supabase.url, secretKey: supabase.secretKey },
			workspaceId: surroundings.workspaceId,
			since,
		},
	);
	return { ms, serviceTitanCalls, supabaseCalls };
}
