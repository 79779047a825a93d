import { createChance, type Chance } from '../../../simulator/chance';
import { Ledger } from './ledger';
import { KillScene, type SceneOptions } from './scene';
import { until } from './until';

export interface Run {
	run_id: string;
	status: 'running' | 'completed' | 'completed_with_failures' | 'failed';
	failure: string | null;
	started_at: Date;
	taken_over_by: string | null;
	handed_out: number;
}

/** A run that was under way when something was killed, and where the cursor stood. */
export interface Victim extends Run {
	cursor: Date | null;
	killedAt: Date;
}

/** A sync that is fired at: its customers, what contacts must hold, and whether it came through. */
export class SyncUnderFire {
	readonly ledger: Ledger;

	constructor(
		readonly scene: KillScene,
		readonly chance: Chance,
	) {
		this.ledger = new Ledger(scene.serviceTitan, chance);
	}

	static async open(seed: number, options: SceneOptions = {}): Promise<SyncUnderFire> {
		return new SyncUnderFire(await KillScene.open(options), createChance(seed));
	}

	/** From here on polls do nothing; the run that is under way comes to its end. */
	async pause(): Promise<void> {
		await this.enable(false);
		await until('the end of the run', async () => (await this.scene.state()).run_id === null);
	}

	resume(): Promise<unknown> {
		return this.enable(true);
	}

	/** The next start finds the dead run's lease run out: nobody waits for the minute to pass. */
	async expireLease(): Promise<void> {
		await this.scene.sql`
			update servicetitan_sync_state set lease_expires_at = now() - interval '1 second'
			where run_id is not null`;
	}

	async runs(since: Date): Promise<Run[]> {
		return this.scene.sql<Run[]>`
			select * from servicetitan_sync_runs where started_at >= ${since} order by started_at`;
	}

	async run(id: string): Promise<Run> {
		const [run] = await this.scene.sql<Run[]>`
			select * from servicetitan_sync_runs where run_id = ${id}`;
		if (!run) throw new Error(`There is no run ${id}`);
		return run;
	}

	/** The rows of contacts, as far as the ledger speaks of them. */
	async contacts(): Promise<unknown[]> {
		const rows = await this.scene.sql`
			select crm_id, firstname, lastname, phone, email from contacts order by crm_id::bigint`;
		return [...rows];
	}

	/** Waits until everything ServiceTitan holds has arrived and no run is open. */
	async caughtUp(): Promise<void> {
		await until('contacts equal to ServiceTitan', async () => {
			const same = JSON.stringify(await this.contacts()) === JSON.stringify(this.ledger.expected());
			return same && (await this.scene.state()).run_id === null;
		});
	}

	private enable(enabled: boolean): Promise<unknown> {
		return this.scene.sql`update servicetitan_sync_state set sync_enabled = ${enabled}`;
	}
}
