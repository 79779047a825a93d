import { join, resolve } from 'node:path';
import postgresJs from 'postgres';
import { Cluster } from './cluster';
import { openControl, type ControlServer } from './control';
import { claimDataFolder } from './dataFolder';
import { databasesOf } from './databases';
import { keysOf, type Keys } from './keys';
import { loadLite } from './liteApi';
import { applyMigrations } from './migrations';
import { blankSupabase, mainDatabase } from './names';
import { startPostgres, type Postgres } from './postgres';
import type { ReadyLine } from './readyLine';
import type { Settings } from './settings';

export interface EmbeddedSupabase {
	readonly ready: ReadyLine;
	/** Resolves when PostgreSQL ends, by our hand or by somebody else's. */
	readonly postgresEnded: Promise<unknown>;
	stop(): Promise<void>;
}

/** PostgreSQL, the main database with its migrations, the API on it, and the control endpoints, in this process. */
export async function openEmbeddedSupabase(settings: Settings): Promise<EmbeddedSupabase> {
	const started = Date.now();
	const dataDir = resolve(settings.dataDir);
	const release = claimDataFolder(dataDir);
	try {
		const keys = keysOf(dataDir);
		void loadLite();
		const postgres = await startPostgres({
			folder: join(dataDir, 'postgres'),
			logFile: join(dataDir, 'postgres.log'),
			password: keys.postgresPassword,
			durable: settings.durable,
		});
		return await openOn(postgres, keys, { settings, started, release });
	} catch (failure) {
		release();
		throw failure;
	}
}

interface Opening {
	readonly settings: Settings;
	readonly started: number;
	readonly release: () => void;
}

async function openOn(
	postgres: Postgres,
	keys: Keys,
	{ settings, started, release }: Opening,
): Promise<EmbeddedSupabase> {
	const databases = databasesOf(postgres.urlOf('postgres'));
	const cluster = new Cluster(databases, (name) => postgres.urlOf(name), keys);
	let control: ControlServer | undefined;
	const stop = async () => {
		control?.close();
		await cluster.close().catch(() => undefined);
		await postgres.stop();
		release();
	};
	try {
		const { url, pgUrl, applied } = await openMain(cluster, settings);
		control = await openControl(cluster, keys.secretKey);
		const { secretKey, publishableKey } = keys;
		const processes = { pid: process.pid, postgresPid: postgres.pid };
		const addresses = { url, secretKey, publishableKey, pgUrl, controlUrl: control.url };
		const ready = { ...addresses, ...processes, applied, startedInMs: Date.now() - started };
		return { ready, postgresEnded: postgres.ended, stop };
	} catch (failure) {
		await stop();
		throw failure;
	}
}

/** Migrations first, then the API: it never shows a schema that is half there. */
async function openMain(cluster: Cluster, { migrationsDir, port }: Settings) {
	await cluster.prepareBlank();
	const { pgUrl } = await cluster.open({
		name: mainDatabase,
		template: blankSupabase,
		served: false,
	});
	const applied = migrationsDir === null ? [] : await migrate(pgUrl, migrationsDir);
	const { api } = await cluster.open({ name: mainDatabase, port });
	return { url: api?.url ?? '', pgUrl, applied };
}

async function migrate(pgUrl: string, folder: string): Promise<string[]> {
	const sql = postgresJs(pgUrl, { max: 1, onnotice: () => undefined });
	try {
		return await applyMigrations(sql, folder);
	} finally {
		await sql.end({ timeout: 5 });
	}
}
