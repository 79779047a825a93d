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

/** The contact methods are all there. */
export interface Staged {
	backfill: Backfill;
	/** When this run began to read them: no staged one is older. */
	readAt: Instant | undefined;
	/** Those of some customers, all of them. */
	methodsOf(customerIds: number[]): Promise<CustomersContactMethod[]>;
}

/**
 * Reads the export of contact methods to its end and keeps them in the database, each page with the place behind it.
 * A run that goes on reads it to its end once more, from there: what changed meanwhile is staged before any customer.
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
	private waiting: CustomersContactMethod[] = [];
	private underWay: Promise<void> = Promise.resolve();
	private readonly kept: KeptMethods;

	constructor(private readonly run: InitialRun) {
		this.backfill = run.begun;
		this.kept = new KeptMethods(run.request.mostKept);
		// What an earlier run has staged is in the database alone.
		if (run.begun.contactsFrom !== null) this.kept.giveUp();
	}

	async of(customerIds: number[]): Promise<CustomersContactMethod[]> {
		const { ports, key } = this.run;
		return this.kept.of(customerIds) ?? (await ports.stagedMethods.of(key, customerIds));
	}

	async add(step: ExportStep<CustomersContactMethod>): Promise<void> {
		this.backfill = after(this.backfill, step);
		this.waiting.push(...step.rows);
		this.kept.add(step.rows);
		const { batchSize = BATCH_SIZE } = this.run.request;
		if (this.waiting.length >= batchSize) await this.stage();
		this.run.refuseIfStopped(this.backfill);
	}

	async end(): Promise<Backfill> {
		const { contactsFrom, handOverFrom } = this.backfill;
		this.backfill = {
			...this.backfill,
			stage: 'customers',
			handOverFrom: handOverFrom ?? contactsFrom,
		};
		await this.stage();
		await this.underWay;
		return this.backfill;
	}

	private async stage(): Promise<void> {
		await this.underWay;
		const { ports, key, progress } = this.run;
		const { backfill, waiting } = this;
		this.waiting = [];
		this.underWay = ports.stagedMethods.stage(key, waiting, {
			backfill,
			progress: progress(backfill),
		});
		// A failure is met by the next await; until then it must not count as unhandled.
		this.underWay.catch(() => undefined);
	}
}

function after(before: Backfill, step: ExportStep<CustomersContactMethod>): Backfill {
	const backfill = step.restarted
		? withNote({ ...before, contactMethods: 0 }, CONTACTS_AGAIN)
		: before;
	return {
		...backfill,
		contactsFrom: step.continueFrom,
		contactMethods: backfill.contactMethods + step.rows.length,
	};
}
