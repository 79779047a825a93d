import type { Instant } from '../core/instant';
import { withNote, type Backfill } from '../core/sync/backfill';
import type { CustomersContactMethod } from '../core/servicetitan/contactMethod';
import { BATCH_SIZE } from './batchWriter';
import { exportBatches, type ExportStep } from './exportBatches';
import type { InitialRun } from './initialRun';
import { KeptMethods } from './keptMethods';
import { readAhead } from './readAhead';

export const CONTACTS_AGAIN =
	'ServiceTitan no longer accepts the saved place in the export of contact methods, so that it was read from the beginning again.';

/** So much reading may be lost with the process and be done again; whatever took longer is kept in the database. */
const MAY_BE_LOST_MS = 30_000;

/** How often a person sees how far it is while nothing is written: after so many contact methods. */
const SHOWN_EVERY = 5_000;

/** The contact methods are all there. */
export interface Staged {
	backfill: Backfill;
	/** When this run began to read them: no staged one is older. */
	readAt: Instant | undefined;
	/** Those of some customers, all of them. */
	methodsOf(customerIds: number[]): Promise<CustomersContactMethod[]>;
}

/**
 * Reads the export of contact methods to its end. Those of a usual business, read in half a minute, stay in memory;
 * more of them go to the database, each page with the place behind it, and a run that goes on reads the export to its
 * end from there: what changed meanwhile is known before any customer is written.
 */
export async function stageContactMethods(run: InitialRun): Promise<Staged> {
	const stager = new Stager(run);
	let readAt: Instant | undefined;
	for await (const step of readAhead(exportBatches(streamOf(run)))) {
		readAt ??= run.time.of(step.answeredAt);
		await stager.add(step);
	}
	return { backfill: await stager.end(), readAt, methodsOf: async (ids) => await stager.of(ids) };
}

const streamOf = ({ ports: { serviceTitan }, begun }: InitialRun) => ({
	name: 'the export of contact methods',
	ask: async (from: string | undefined) => await serviceTitan.contactMethodExport(from),
	from: begun.contactsFrom ?? undefined,
	restartFrom: undefined,
});

/** One batch, of whole pages, is on its way to the database while the next is gathered, never two. */
class Stager {
	private backfill: Backfill;
	/** Behind the last page. */
	private place: string | null;
	private waiting: CustomersContactMethod[] = [];
	private underWay: Promise<void> = Promise.resolve();
	private readonly kept: KeptMethods;
	private staging: boolean;
	private shown = 0;
	private readonly since: number;

	constructor(private readonly run: InitialRun) {
		const { begun, request, ports } = run;
		this.backfill = { ...begun, stage: 'contactMethods' };
		this.place = begun.contactsFrom;
		this.kept = new KeptMethods(request.mostKept);
		this.since = ports.clock.now();
		// What an earlier run has staged is in the database alone.
		if (begun.contactsFrom !== null) this.kept.giveUp();
		// A run that is to hand back soon has a successor that would read them all again.
		this.staging = begun.contactsFrom !== null || request.handBackAfter > 0;
	}

	async of(customerIds: number[]): Promise<CustomersContactMethod[]> {
		const { ports, key } = this.run;
		return this.kept.of(customerIds) ?? (await ports.stagedMethods.of(key, customerIds));
	}

	async add(step: ExportStep<CustomersContactMethod>): Promise<void> {
		this.place = step.continueFrom;
		this.backfill = after(this.backfill, step);
		this.kept.add(step.rows);
		if (this.staging) this.waiting.push(...step.rows);
		else if (this.mustStage()) await this.stageKept();
		else await this.show();
		if (this.kept.isFull) this.kept.giveUp();
		if (this.waiting.length >= this.batchSize) await this.stage();
		this.run.refuseIfStopped(this.backfill);
	}

	async end(): Promise<Backfill> {
		const handOverFrom = this.backfill.handOverFrom ?? this.place;
		this.backfill = { ...this.backfill, stage: 'customers', handOverFrom };
		if (this.staging) await this.stage();
		else await this.checkpoint();
		await this.underWay;
		return this.backfill;
	}

	private get batchSize(): number {
		return this.run.request.batchSize ?? BATCH_SIZE;
	}

	private mustStage(): boolean {
		return this.kept.isFull || this.run.ports.clock.now() - this.since > MAY_BE_LOST_MS;
	}

	/** The place behind them is noted with the last of them alone. */
	private async stageKept(): Promise<void> {
		const methods = this.kept.all();
		while (methods.length > this.batchSize) {
			this.waiting = methods.splice(0, this.batchSize);
			await this.stage();
		}
		this.waiting = methods;
		this.staging = true;
	}

	private async stage(): Promise<void> {
		await this.underWay;
		const { ports, key, progress } = this.run;
		const { waiting } = this;
		if (this.staging) this.backfill = { ...this.backfill, contactsFrom: this.place };
		const { backfill } = this;
		this.waiting = [];
		this.underWay = ports.stagedMethods.stage(key, waiting, {
			backfill,
			progress: progress(backfill),
		});
		// A failure is met by the next await; until then it must not count as unhandled.
		this.underWay.catch(() => undefined);
	}

	private async show(): Promise<void> {
		if (this.backfill.contactMethods - this.shown < SHOWN_EVERY) return;
		this.shown = this.backfill.contactMethods;
		await this.checkpoint();
	}

	private async checkpoint(): Promise<void> {
		const { ports, key, progress } = this.run;
		const { backfill } = this;
		await ports.runs.checkpoint(key, { backfill, progress: progress(backfill) });
	}
}

function after(before: Backfill, step: ExportStep<CustomersContactMethod>): Backfill {
	const backfill = step.restarted
		? withNote({ ...before, contactMethods: 0 }, CONTACTS_AGAIN)
		: before;
	return { ...backfill, contactMethods: backfill.contactMethods + step.rows.length };
}
