import type { Sql } from 'postgres';
import type { Account } from '../../demo/account';
import { findHost, type Host } from '../../demo/host/host';
import { openDataFolder } from '../../demo/stage/dataFolder';
import { startPackagedN8n } from '../../demo/stage/startPackagedN8n';
import type { Undo } from '../../demo/stage/undo';
import { mainDatabase } from '../../demo/supabase/names';
import type { Supabase } from '../../demo/supabase/startSupabase';
import type { Surroundings } from '../workflows/build';
import { Businesses } from './businesses';
import { storeOurs, storeTheirs } from './credentials';
import { openDatabase } from './database';
import { N8nUnderTest } from './n8nUnderTest';
import type { SimulatorProcess } from './simulatorProcess';

export const WORKSPACE = '45963';

/** Everything the ways run on. */
export interface BenchStage {
	account: Account;
	dataDir: string;
	host: Host;
	supabase: Supabase;
	sql: Sql;
	n8n: N8nUnderTest;
	/** The business that is there now. */
	readonly simulator: SimulatorProcess;
	surroundings: Surroundings;
	/** Another business at the same address, unless the one that is there has that size. */
	business(customers: number): Promise<void>;
	supabaseCalls(): Promise<number>;
	/** Stores our node's Supabase credential with another address. */
	pointOursTo(url: string): Promise<void>;
}

/**
 * Starts Supabase, the simulator and n8n, each a process of its own, on the Node that n8n runs on. The package must
 * have been built.
 */
export async function startBenchStage(
	{ dataDir, customers, account }: { dataDir: string; customers: number; account: Account },
	undo: Undo,
): Promise<BenchStage> {
	const host = await findHost(account);
	const data = openDataFolder(dataDir);
	undo.later(() => data.release());
	const { node } = host;
	const { supabase, sql } = await openDatabase(undo, { account, data, node });
	const businesses = await Businesses.open(account, { data, customers, node });
	undo.later(() => businesses.now.stop());
	const ends = { supabase, serviceTitan: businesses.now };
	const packaged = await startPackagedN8n(ends, undo, { data, host, account });
	const n8n = new N8nUnderTest(packaged, data);
	undo.later(() => n8n.stop());
	const credentials = { ...packaged.credentials, ...(await storeTheirs(packaged, supabase)) };
	return {
		...{ account, dataDir: data.path, host, supabase, sql, n8n },
		...{ surroundings: surroundingsOf(ends, credentials) },
		get simulator() {
			return businesses.now;
		},
		business: (size) => businesses.change(size),
		supabaseCalls: () => supabase.control.totalCalls(mainDatabase),
		pointOursTo: async (url) => await storeOurs(packaged, { ...supabase, url }),
	};
}

const surroundingsOf = (
	{ supabase, serviceTitan }: { supabase: Supabase; serviceTitan: SimulatorProcess },
	credentials: Surroundings['credentials'],
): Surroundings => ({
	serviceTitan: `${serviceTitan.url}/crm/v2/tenant/${serviceTitan.account.tenantId}`,
	supabase: supabase.url,
	workspaceId: WORKSPACE,
	credentials,
});
