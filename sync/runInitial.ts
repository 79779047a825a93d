import { asError } from '../core/asError';
import { initialCommitOf, type Backfill } from '../core/sync/backfill';
import type { RunProgress } from '../core/sync/runProgress';
import { summaryOfFinished, type Summary } from '../core/sync/summary';
import { BatchWriter } from './batchWriter';
import { openInitialRun, type InitialRequest, type InitialRun } from './initialRun';
import { isNotPermitted } from './notPermitted';
import type { Ports } from './ports';
import { readAhead } from './readAhead';
import { readExportedCustomers, type InitialStep } from './readExportedCustomers';
import { readListedCustomers } from './readListedCustomers';
import { stageContactMethods } from './stageContactMethods';
import { claimOf, withClaim } from './withClaim';

export interface InitialSummary extends Summary {
	/** False where a part was done and another run has to go on. */
	initialSyncCompleted: boolean;
	progress: RunProgress;
}

/**
 * Copies every customer there is, then hands over to the incremental sync. Where a run ends, for whatever reason, the
 * next one goes on: each page is written before the place behind it is kept.
 * @throws Refused when another run goes on, or when it is complete and nobody asked for it again; Stopped when
 * somebody wanted it to end; RequestFailed when a service gave up
 */
export async function runInitial(ports: Ports, request: InitialRequest): Promise<InitialSummary> {
	return await withClaim(
		ports,
		claimOf('initial', { ...request, source: 'sync' }),
		async (claim) => {
			const run = await openInitialRun(ports, request, claim);
			return await new InitialCopy(run).copy();
		},
	);
}

/** One run's part of the copying. */
class InitialCopy {
	/** How far everything is written. */
	private backfill: Backfill;
	private readonly writer: BatchWriter<Backfill>;

	constructor(private readonly run: InitialRun) {
		const { ports, key, request, begun } = run;
		this.backfill = begun;
		this.writer = new BatchWriter<Backfill>(
			ports,
			key,
			{ ...request, brief: true },
			async ({ mark }) => await this.keep(mark),
		);
	}

	async copy(): Promise<InitialSummary> {
		const complete = await this.writeAll();
		await this.writer.flush();
		return complete ? await this.finish() : await this.handBack();
	}

	/** @returns false where the run hands back before the end */
	private async writeAll(): Promise<boolean> {
		const { run } = this;
		if (run.begun.source === 'lists') return await this.write(readListedCustomers(run, run.begun));
		try {
			const staged = await stageContactMethods(run);
			this.backfill = staged.backfill;
			return await this.write(readExportedCustomers(run, staged));
		} catch (failure) {
			if (!isNotPermitted(failure)) throw asError(failure);
			return await this.write(readListedCustomers(run, this.backfill));
		}
	}

	private async write(steps: AsyncGenerator<InitialStep>): Promise<boolean> {
		const { handBackAfter } = this.run.request;
		for await (const { changes, backfill, hasMore } of readAhead(steps)) {
			await this.writer.add(changes, backfill);
			// Not behind the last page: an export gives recent rows again, and a loop would go on for their sake.
			if (hasMore && handBackAfter > 0 && this.writer.fetched >= handBackAfter) return false;
			if (this.run.request.isStopped()) await this.writer.flush();
			this.run.refuseIfStopped(this.backfill);
		}
		return true;
	}

	/** The place behind what is written, and how far that is, for the next run and for people. */
	private async keep(backfill: Backfill | undefined): Promise<void> {
		if (!backfill) return;
		this.backfill = backfill;
		const { ports, key, progress } = this.run;
		await ports.runs.checkpoint(key, {
			backfill,
			progress: progress(backfill),
			fetched: this.writer.fetched,
		});
	}

	/** Last of all: if anything above throws, the next run goes on from the last checkpoint. */
	private async finish(): Promise<InitialSummary> {
		const { ports, key, progress } = this.run;
		const finished = await ports.runs.finish(key, {
			when: 'now',
			commit: initialCommitOf(this.backfill),
			fetched: this.writer.fetched,
		});
		if (finished.outcome === 'waiting') throw new Error('A run that hands nothing out cannot wait');
		await ports.stagedMethods.clear(key.workspaceId).catch(() => undefined);
		const summary = summaryOfFinished(finished);
		return {
			...summary,
			message: `${summary.message} ${doneIn(this.run, this.backfill)}`,
			initialSyncCompleted: true,
			progress: progress(this.backfill),
		};
	}

	private async handBack(): Promise<InitialSummary> {
		const { ports, key, progress } = this.run;
		const finished = await ports.runs.finish(key, { when: 'now', fetched: this.writer.fetched });
		if (finished.outcome === 'waiting') throw new Error('A run that hands nothing out cannot wait');
		const far = progress(this.backfill);
		return {
			...summaryOfFinished(finished),
			status: 'unfinished',
			message: `${far.message} Run it again to go on from here.`,
			initialSyncCompleted: false,
			progress: far,
		};
	}
}

const doneIn = ({ begun }: InitialRun, { customers }: Backfill): string =>
	begun.customers > 0
		? `Together with the runs before it, ${customers} customers: the initial sync is complete, and the incremental sync goes on from here.`
		: 'The initial sync is complete, and the incremental sync goes on from here.';
