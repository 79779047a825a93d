import {
	nothingHealed,
	sentenceOfHealing,
	withOutcomes,
	type HealedRow,
	type Healing,
} from '../core/sync/healing';
import { secondsBefore } from '../core/instant';
import { progressOf } from '../core/sync/runProgress';
import { Stopped } from '../core/sync/stopped';
import { summaryOfFinished, type Summary } from '../core/sync/summary';
import { BatchWriter, type WriteOptions } from './batchWriter';
import { findStrays, sentenceOfStrays, type Strays } from './findStrays';
import { howMany } from './howMany';
import type { Ports, StartRequest } from './ports';
import { readAhead } from './readAhead';
import { readWhole } from './readWhole';
import { claimOf, withClaim, type Claim } from './withClaim';

export interface ReconciliationRequest
	extends Omit<StartRequest, 'runId' | 'mode' | 'source' | 'again'>,
		WriteOptions {
	pageSize: number;
	/** Whether somebody wants it to end; asked at each page. */
	isStopped: () => boolean;
}

export interface ReconciliationSummary extends Summary {
	/** How many contacts were not what ServiceTitan holds. */
	healed: number;
	/** How many of them in each column or custom field; the others under `missing` or `linked`. */
	differences: Record<string, number>;
	/** The first 50. */
	healedRows: HealedRow[];
	/** Contacts whose customer ServiceTitan does not know: how many, and the first of them. */
	unknown: number;
	unknownIds: string[];
}

/**
 * Compares every customer with its contact and writes what is different. It heals whatever the incremental sync could
 * not know of, and says what that was. The cursor stays where it is.
 * @throws Refused when another run goes on; Stopped when somebody wanted it to end; RequestFailed when a service gave up
 */
export async function runReconciliation(
	ports: Ports,
	request: ReconciliationRequest,
): Promise<ReconciliationSummary> {
	return await withClaim(
		ports,
		claimOf('reconciliation', { ...request, source: 'sync' }),
		async (claim) => await new Comparison(ports, request, claim).run(),
	);
}

/** One comparison of everything. */
class Comparison {
	private healing: Healing = nothingHealed();
	private total: number | null = null;
	private readonly seen = new Set<number>();
	private readonly writer: BatchWriter<number>;

	constructor(
		private readonly ports: Ports,
		private readonly request: ReconciliationRequest,
		private readonly claim: Claim,
	) {
		this.writer = new BatchWriter<number>(ports, claim.key, request, async ({ answer }) => {
			this.healing = withOutcomes(this.healing, answer.rows);
			await this.note();
		});
	}

	async run(): Promise<ReconciliationSummary> {
		const { ports, claim, request } = this;
		this.total = (await howMany(ports.serviceTitan)).value;
		const steps = readWhole(ports.serviceTitan, {
			pageSize: request.pageSize,
			databaseNow: claim.started.now,
			newestReadAt: claim.started.newest_read_at ?? undefined,
		});
		for await (const { changes } of readAhead(steps)) {
			for (const { customer } of changes) this.seen.add(customer.id);
			await this.writer.add(changes.map((change) => ({ ...change, readJustNow: true })));
			if (request.isStopped()) throw new Stopped(this.far().message);
		}
		await this.writer.flush();
		const strays = await findStrays(ports, {
			workspaceId: claim.key.workspaceId,
			seen: this.seen,
			newestReadAt: claim.started.newest_read_at ?? undefined,
			missed: async (changes) => await this.writer.add(changes),
		});
		await this.writer.flush();
		return await this.finish(strays);
	}

	private async note(): Promise<void> {
		const { healed, differences, rows } = this.healing;
		await this.ports.runs.checkpoint(this.claim.key, {
			fetched: this.writer.fetched,
			progress: { ...this.far(), healed, differences, healedRows: rows },
		});
	}

	private far() {
		const { started, elapsedMs } = this.claim;
		return progressOf({
			contactMethods: null,
			customers: this.writer.fetched,
			total: this.total,
			since: { customers: 0, at: started.now },
			now: secondsBefore(started.now, -elapsedMs() / 1000),
		});
	}

	private async finish(strays: Strays): Promise<ReconciliationSummary> {
		const report = [sentenceOfHealing(this.healing, false), sentenceOfStrays(strays)];
		const finished = await this.ports.runs.finish(this.claim.key, {
			when: 'now',
			commit: { note: report.filter(Boolean).join(' ') },
			fetched: this.writer.fetched,
		});
		if (finished.outcome === 'waiting') throw new Error('A run that hands nothing out cannot wait');
		const { healed, differences, rows: healedRows } = this.healing;
		const { count: unknown, unknown: unknownIds } = strays;
		return { ...summaryOfFinished(finished), healed, differences, healedRows, unknown, unknownIds };
	}
}
