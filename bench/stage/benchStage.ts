import { rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import type { Account } from '../../demo/account';
import { findHost, type Host } from '../../demo/host/host';
import { freePort } from '../../demo/process/freePort';
import { openDataFolder, type DataFolder } from '../../demo/stage/dataFolder';
import { root } from '../../demo/stage/root';
import { startPackagedN8n } from '../../demo/stage/startPackagedN8n';
import type { Undo } from '../../demo/stage/undo';
import { mainDatabase } from '../../demo/supabase/names';
import { startSupabase, type Supabase } from '../../demo/supabase/startSupabase';
import type { Surroundings } from '../workflows/build';
import { N8nUnderTest } from './n8nUnderTest';
import { startSimulator, type SimulatorProcess } from './simulatorProcess';
import { makeCursors } from './tables';

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
	simulator: SimulatorProcess;
	surroundings: Surroundings;
	/** Another business at the same address, unless the one that is there has that size. */
	business(customers: number): Promise<void>;
	supabaseCalls(): Promise<number>;
	/** Stores n8n's Supabase credential for our node with another address. */
	pointOursTo(url: string): Promise<void>;
}

/** Starts Supabase, the simulator and n8n, each a process of its own. The package must have been built. */
export async function startBenchStage(
	{ dataDir, customers, account }: { dataDir: string; customers: number; account: Account },
	undo: Undo,
): Promise<BenchStage> {
	const host = await findHost(account);
	const data = openDataFolder(dataDir);
	undo.later(() => data.release());
	// Migrations may have changed since they were applied, and what lies in tables and logs costs time.
	for (const left of ['supabase', 'n8n'])
		rmSync(join(data.path, left), { recursive: true, force: true });
	const supabase = await account.during('Starting Supabase', () => openSupabase(data, undo));
	const sql = postgres(supabase.pgUrl, { max: 2, onnotice: () => undefined });
	undo.later(() => sql.end({ timeout: 2 }));
	await makeCursors(sql);
	await supabase.control.reloadSchema(mainDatabase);
	const port = await freePort(data.ports.simulator);
	const begin = (size: number) =>
		account.during(`Making up ${size} customers`, () =>
			startSimulator({ port, customers: size, log: join(data.path, 'simulator.log') }),
		);
	let simulator = await begin(customers);
	undo.later(() => simulator.stop());
	const packaged = await startPackagedN8n({ supabase, serviceTitan: simulator }, undo, {
		data,
		host,
		account,
	});
	const n8n = new N8nUnderTest(packaged, data);
	undo.later(() => n8n.stop());
	const store = packaged.client.storeCredentials.bind(packaged.client);
	const own = await store([
		{
			name: 'Supabase of n8n',
			type: 'supabaseApi',
			data: { host: supabase.url, serviceRole: supabase.secretKey },
		},
	]);
	const { apiUrl, tenantId } = { apiUrl: simulator.url, tenantId: simulator.account.tenantId };
	return {
		account,
		dataDir: data.path,
		host,
		supabase,
		sql,
		n8n,
		get simulator() {
			return simulator;
		},
		surroundings: {
			serviceTitan: `${apiUrl}/crm/v2/tenant/${tenantId}`,
			supabase: supabase.url,
			workspaceId: WORKSPACE,
			credentials: { ...packaged.credentials, ...own },
		},
		async business(size) {
			if (simulator.customers === size) return;
			await simulator.stop();
			simulator = await begin(size);
		},
		supabaseCalls: () => supabase.control.totalCalls(mainDatabase),
		pointOursTo: async (url) =>
			void (await store([
				{
					name: 'Supabase (embedded)',
					type: 'supabaseSyncApi',
					data: { url, secretKey: supabase.secretKey, schema: 'public' },
				},
			])),
	};
}

async function openSupabase(data: DataFolder, undo: Undo): Promise<Supabase> {
	const supabase = await startSupabase({
		dataDir: join(data.path, 'supabase'),
		durable: false,
		migrationsDir: join(root, 'supabase', 'migrations'),
		port: data.ports.supabase,
	});
	undo.later(() => supabase.stop());
	return supabase;
}
