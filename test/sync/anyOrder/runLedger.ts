import { finishAnswer, upsertAnswer, type ClosedRun } from '../../../core/sync/run';
import type { ReadCounts } from './readCounts';
import type { Heard } from './supabase';

/** What was seen of one run from outside. */
interface Seen {
	handsOut: boolean;
	/** What each batch was answered. */
	batches: Map<string, string>;
	outcomes: Outcome[];
	/** Of a run that hands out, what became of each customer. */
	ofCustomer: Map<string, Outcome>;
	written: Map<string, number>;
	/** Customers that were handed out and not written when the run was finished on purpose. */
	leftOut: number;
}

const OUTCOMES = ['created', 'updated', 'unchanged', 'linked', 'skipped', 'failed'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Adds up what each run was answered, and holds it against what the run says of itself. */
export class RunLedger {
	private readonly runs = new Map<string, Seen>();

	constructor(
		private readonly reads: ReadCounts,
		private readonly wrong: (what: string) => void,
	) {}

	hear({ name, args, answer }: Heard): void {
		if (name === 'servicetitan_start_run')
			this.of(String(args.p_run_id)).handsOut = args.p_source === 'trigger';
		if (name === 'servicetitan_upsert_contacts') this.hearBatch(args, answer);
		if (name === 'servicetitan_finish_run') this.hearEnd(answer);
	}

	/** So many customers of this run will be counted as skipped when it ends. */
	leave(runId: string, customers: number): void {
		this.of(runId).leftOut = customers;
	}

	private hearBatch(args: Record<string, unknown>, answer: unknown): void {
		const read = upsertAnswer.safeParse(answer);
		const runId = String(args.p_run_id);
		const run = this.of(runId);
		if (!read.success) return;
		const batch = String(args.p_batch_id);
		const first = run.batches.get(batch);
		if (first !== undefined && first !== JSON.stringify(read.data.rows))
			this.wrong(`the batch ${batch} was answered otherwise when it came again`);
		if (first !== undefined) return;
		run.batches.set(batch, JSON.stringify(read.data.rows));
		const rows = args.p_rows as unknown[];
		if (read.data.rows.length !== rows.length) this.wrong('an outcome is missing');
		read.data.rows.forEach(({ crm_id, outcome }) => {
			run.outcomes.push(outcome);
			const before = run.ofCustomer.get(crm_id);
			if (before === undefined || before === 'failed') run.ofCustomer.set(crm_id, outcome);
			// What comes without its run was read by another one.
			const ofRun = args.p_run_id !== null;
			if (ofRun && ['created', 'updated', 'linked'].includes(outcome)) this.write(runId, crm_id);
		});
		if (read.data.run) this.hearEnd(read.data.run);
	}

	private write(runId: string, crmId: string): void {
		const { written } = this.of(runId);
		const times = (written.get(crmId) ?? 0) + 1;
		written.set(crmId, times);
		const read = this.reads.of(runId, crmId);
		if (times > read)
			this.wrong(`customer ${crmId} was written ${times} times and read ${read} times`);
	}

	/** A customer of a run that hands out counts once, however often it comes. */
	private hearEnd(answer: unknown): void {
		const read = finishAnswer.safeParse(answer);
		if (!read.success || read.data.outcome !== 'finished') return;
		const { run } = read.data;
		const seen = this.of(run.run_id);
		const outcomes = seen.handsOut ? [...seen.ofCustomer.values()] : seen.outcomes;
		for (const outcome of OUTCOMES) {
			const answered = outcomes.filter((one) => one === outcome).length;
			this.compare(run, outcome, answered + (outcome === 'skipped' ? seen.leftOut : 0));
		}
		const sum = OUTCOMES.reduce((total, outcome) => total + run[outcome], 0);
		if (run.fetched !== sum)
			this.wrong(`run ${run.run_id} fetched ${run.fetched}, its outcomes are ${sum}`);
	}

	private compare(run: ClosedRun, outcome: Outcome, expected: number): void {
		if (run[outcome] !== expected)
			this.wrong(`run ${run.run_id} says ${run[outcome]} ${outcome}, it was answered ${expected}`);
	}

	private of(runId: string): Seen {
		const known = this.runs.get(runId);
		if (known) return known;
		const seen: Seen = {
			handsOut: false,
			batches: new Map(),
			outcomes: [],
			ofCustomer: new Map(),
			written: new Map(),
			leftOut: 0,
		};
		this.runs.set(runId, seen);
		return seen;
	}
}
