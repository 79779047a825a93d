import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';

import { silentAccount } from '../../../demo/account';
import { findHost } from '../../../demo/host/host';
import { startN8n, type RunningN8n } from '../../../demo/n8n/startN8n';
import type { Workflow } from '../../../demo/n8n/workflow';
import { openDataFolder, type DataFolder } from '../../../demo/stage/dataFolder';
import { root } from '../../../demo/stage/root';
import type { PackagedN8n, Services } from '../../../demo/stage/stage';
import { startPackagedN8n } from '../../../demo/stage/startPackagedN8n';
import { startServices } from '../../../demo/stage/startServices';
import { Undo } from '../../../demo/stage/undo';
import { mainDatabase } from '../../../demo/supabase/names';
import { startSupabase, type Supabase } from '../../../demo/supabase/startSupabase';
import type { ServiceTitanSimulator } from '../../../simulator';
import { killKept } from './killKept';

type Outage = Parameters<Supabase['control']['setOutage']>[1];

export interface SceneOptions {
	/** Further variables for n8n. */
	n8nEnvironment?: Record<string, string>;
}

interface State {
	run_id: string | null;
	last_run_id: string | null;
	last_modified_cursor: Date | null;
}

/**
 * A real n8n, Supabase and ServiceTitan, of which the first two can be killed with -9 and started again where they
 * were. n8n's own database is another PostgreSQL, so that each dies alone.
 */
export class KillScene {
	private constructor(
		private readonly undo: Undo,
		private readonly data: DataFolder,
		private readonly services: Services,
		readonly packaged: PackagedN8n,
	) {
		this.n8n = packaged.n8n;
		this.supabase = services.supabase;
		this.sql = services.sql;
	}

	private n8n: RunningN8n;
	supabase: Supabase;
	/** The Supabase database, past its API. */
	sql: Sql;

	static async open({ n8nEnvironment }: SceneOptions = {}): Promise<KillScene> {
		const folder = mkdtempSync(join(tmpdir(), 'kills-'));
		const undo = new Undo();
		undo.later(() => rmSync(folder, { recursive: true, force: true }));
		try {
			const data = openDataFolder(folder);
			const ofN8n = await startSupabase({ dataDir: join(folder, 'n8n-database') });
			undo.later(() => ofN8n.stop());
			const services = await startServices(data, undo, { customers: 0, durable: false });
			const supabase = {
				...services.supabase,
				createDatabase: (name: string) => ofN8n.createDatabase(name),
			};
			const packaged = await startPackagedN8n({ ...services, supabase }, undo, {
				data,
				host: await findHost(silentAccount),
				account: silentAccount,
				more: n8nEnvironment,
			});
			return new KillScene(undo, data, services, packaged);
		} catch (cause) {
			await undo.all();
			throw cause;
		}
	}

	close(): Promise<void> {
		return this.undo.all();
	}

	get serviceTitan(): ServiceTitanSimulator {
		return this.services.serviceTitan.simulator;
	}

	/** What a credential for it holds. */
	get serviceTitanAccount(): Services['serviceTitan']['account'] {
		return this.services.serviceTitan.account;
	}

	get workspaceId(): string {
		return this.services.workspaceId;
	}

	get url(): string {
		return this.n8n.url;
	}

	async publish(workflow: Workflow & { id: string }): Promise<void> {
		const { client } = this.packaged;
		const { versionId } = await client.saveWorkflow(workflow);
		await client.publish(workflow.id, versionId);
	}

	/** With -9, and its runner with it. */
	killN8n(): Promise<unknown> {
		return killKept(this.n8n);
	}

	/** In order, as a person restarts it. */
	stopN8n(): Promise<void> {
		return this.n8n.stop();
	}

	/** @param more  variables in the place of those it was opened with */
	async startN8n(more = this.packaged.place.more): Promise<void> {
		this.packaged.place.more = more;
		this.n8n = await startN8n(this.packaged.place, join(this.data.path, 'n8n.log'));
		const { n8n } = this;
		this.undo.later(() => n8n.stop());
	}

	/** With -9: PostgreSQL, or the API in front of it; then the other one ends by itself. */
	async killSupabase(part: 'postgres' | 'api' | 'both'): Promise<void> {
		const { pid, postgresPid, ended } = this.supabase;
		if (part !== 'api') process.kill(postgresPid, 'SIGKILL');
		if (part !== 'postgres') process.kill(pid, 'SIGKILL');
		await ended;
		await this.sql.end({ timeout: 0 });
	}

	/** On its data folder, at its address. */
	async startSupabase(): Promise<void> {
		const { url } = this.supabase;
		const supabase = await startSupabase({
			dataDir: join(this.data.path, 'supabase'),
			durable: false,
			migrationsDir: join(root, 'supabase', 'migrations'),
			port: Number(new URL(url).port),
		});
		this.undo.later(() => supabase.stop());
		if (supabase.url !== url) throw new Error(`Supabase came back at ${supabase.url}, not ${url}`);
		this.supabase = supabase;
		this.sql = postgres(supabase.pgUrl, { max: 2, onnotice: () => undefined });
		const { sql } = this;
		this.undo.later(() => sql.end({ timeout: 2 }));
	}

	/** The workspace's row. */
	async state(): Promise<State> {
		const [row] = await this.sql<State[]>`
			select run_id, last_run_id, last_modified_cursor from servicetitan_sync_state`;
		if (!row) throw new Error('The workspace is gone');
		return row;
	}

	forgetCalls(): Promise<void> {
		return this.supabase.control.clearCalls(mainDatabase);
	}

	/** How often a database function was called since they were forgotten; all functions but `start_run` unless named. */
	async callsOf(name?: string): Promise<number> {
		const calls = await this.supabase.calls();
		return calls.filter(({ path }) =>
			name ? path.endsWith(`/${name}`) : !path.endsWith('_start_run'),
		).length;
	}

	outage(wanted: Outage): Promise<void> {
		return this.supabase.control.setOutage(mainDatabase, wanted);
	}
}
