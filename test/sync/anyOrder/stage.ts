import { createChance, type Chance } from '../../../simulator/chance';
import type { ServiceTitanSimulator } from '../../../simulator';
import type { Clock } from '../../../sync/ports';
import type { Settings } from './action';
import type { Backend } from './backend';
import { ClockSteps } from './clockSteps';
import type { Circumstances } from './expected';
import { Gates } from './gates';
import { HandMadeContacts } from './handMade';
import { Overheard } from './overheard';
import { ReadCounts } from './readCounts';
import { RunLedger } from './runLedger';
import { SimulatedServiceTitan } from './serviceTitan';
import { WayToSupabase } from './supabase';
import type { Time } from './time';
import { Truth } from './truth';
import { Workers } from './workers';

/** Something that must never be; the story that led there can be replayed by its seed. */
export class Wrong extends Error {}

/** All that a story takes place in, and all who watch it. */
export class Stage {
	readonly told: string[] = [];
	readonly wrongs: string[] = [];
	readonly gates = new Gates((line) => this.tell(line));
	readonly serviceTitan: SimulatedServiceTitan;
	readonly supabase: WayToSupabase;
	readonly workers: Workers;
	readonly truth: Truth;
	readonly circumstances: Circumstances;
	readonly clockSteps: ClockSteps;
	readonly overheard: Overheard;
	/** Customers whose rows are refused just now. */
	readonly poisonous = new Set<string>();
	settings: Settings = { pageSize: 500, maxCustomers: 5_000, excludeAccountingChanges: false };

	constructor(
		readonly time: Time,
		readonly backend: Backend,
		seed: number,
	) {
		const wrong = (what: string) => void this.wrongs.push(what);
		const reads = new ReadCounts();
		this.serviceTitan = new SimulatedServiceTitan(time, this.gates, seed);
		this.truth = new Truth(this.simulator);
		this.clockSteps = new ClockSteps(time);
		this.circumstances = {
			handMade: new HandMadeContacts(wrong),
			mayBeMissed: new Map(),
			withoutAccounting: false,
			inactiveHidden: false,
		};
		this.supabase = new WayToSupabase(this.gates, backend.call, {
			pass: (ms) => time.pass(ms),
			before: async (asked) => await this.overheard.before(asked),
			after: async (heard) => await this.overheard.after(heard),
		});
		this.workers = new Workers({
			gates: this.gates,
			serviceTitan: this.serviceTitan,
			supabase: this.supabase,
			reads,
			clock: this.clockOfN8n(createChance(seed)),
			workspaceId: backend.workspaceId,
			told: (line) => this.tell(line),
			wrong,
		});
		const { simulator, truth, clockSteps, circumstances } = this;
		const { handOuts } = this.workers;
		const ledger = new RunLedger(reads, wrong);
		const heard = { simulator, backend, ledger, clockSteps, truth, circumstances, handOuts, wrong };
		this.overheard = new Overheard(heard);
	}

	get simulator(): ServiceTitanSimulator {
		return this.serviceTitan.simulator;
	}

	tell(line: string): void {
		this.told.push(line);
	}

	/** Time for everybody, the database as well. */
	async pass(minutes: number): Promise<void> {
		this.time.pass(minutes * 60_000);
		await this.backend.passed(minutes * 60_000);
	}

	/** @throws Wrong where anything was seen that must never be */
	judge(): void {
		if (this.wrongs.length > 0) throw new Wrong(this.wrongs.join('\n'));
	}

	/** Waiting takes no time but the story's. Run ids are unique over all workspaces of a database. */
	private clockOfN8n(chance: Chance): Clock {
		const workspace = this.backend.workspaceId.replace(/\D/g, '').padStart(8, '0');
		let ids = 0;
		return {
			now: () => this.time.of('n8n'),
			sleep: async (ms: number) => this.time.pass(ms),
			chance,
			newId: () => `${workspace}-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
		};
	}
}
