import { runIncremental, type IncrementalRequest } from '../../sync/runIncremental';
import { createChance } from '../../simulator/chance';
import { changed, emptied, filled, requireContacts } from '../measuring/prepare';
import { spreadOf } from '../measuring/spread';
import { runOurs } from '../scenarios/changes';
import type { BenchStage } from '../stage/benchStage';
import { OURS } from '../ways';
import { businessDay, changesOf, type Tick } from './businessDay';
import { DatabaseCalls } from './databaseCalls';
import { DayClock, Tenants, type TenantOfDay } from './tenants';

/** What a day, or the stated part of it, cost. Times are sums in milliseconds. */
export interface DayResult {
	workspaces: number;
	/** Which ticks were played, and how many. */
	slice: string;
	ticks: number;
	runs: number;
	changes: number;
	written: number;
	serviceTitanCalls: number;
	/** The most calls of one run: the most one tenant saw in a second. */
	mostCallsOfARun: number;
	databaseCalls: number;
	databaseMs: number;
	/** CPU time of the process less what the simulator took. */
	workerCpuMs: number;
	elapsedMs: number;
	/** A run of a usual tick in the real n8n, from outside: the median. */
	inN8n: { changes: number; ms: number };
}

/** Reading and writing touch only what changed, so the businesses need not be as large as real ones. */
const CUSTOMERS = 300;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A tick of a thousand workspaces takes longer than one of a hundred: of their day, the morning's first and eight busy ones. */
const DAYS: Array<{ workspaces: number; slice: string; holds: (tick: Tick) => boolean }> = [
	{ workspaces: 100, slice: '06:00 to 20:00, all 57 ticks', holds: () => true },
	{
		workspaces: 1_000,
		slice: '06:00 and 10:00 to 11:45, 9 ticks of 57',
		holds: ({ minute }) => minute === 360 || (minute >= 600 && minute < 720),
	},
];

export async function measureDays(stage: BenchStage): Promise<DayResult[]> {
	const results: DayResult[] = [];
	const inN8n = await runsInN8n(stage);
	for (const { workspaces, slice, holds } of DAYS) {
		const ticks = businessDay().filter(holds);
		results.push({ ...(await new Day(stage, workspaces).play(ticks, slice)), inN8n });
	}
	return results;
}

const USUAL_CHANGES = 5;
const RUNS_IN_N8N = 20;

/** What one run of a usual tick takes in n8n itself, with ServiceTitan and Supabase over HTTP. */
async function runsInN8n(stage: BenchStage): Promise<DayResult['inN8n']> {
	return await stage.account.during('Runs of a usual tick in n8n', async () => {
		await filled(stage);
		const times: number[] = [];
		for (let run = 1; run <= RUNS_IN_N8N; run++) {
			const { word } = await changed(stage, USUAL_CHANGES);
			times.push((await runOurs(stage)).ms);
			await requireContacts(stage, { way: OURS, word, expected: USUAL_CHANGES });
		}
		return { changes: USUAL_CHANGES, ms: spreadOf(times)?.median ?? Number.NaN };
	});
}

/** Yesterday, by a clock that ServiceTitan and the runs share; the database keeps its own. */
class Day {
	private readonly midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS;
	private readonly clock = new DayClock(this.midnight + 5 * 60 * MINUTE_MS);
	private readonly chance = createChance(7);
	private readonly database: DatabaseCalls;
	private readonly tenants: Tenants;

	constructor(
		private readonly stage: BenchStage,
		private readonly workspaces: number,
	) {
		this.database = new DatabaseCalls(stage.sql);
		const { call } = this.database;
		this.tenants = new Tenants(this.clock, { workspaces, customers: CUSTOMERS, call });
	}

	async play(ticks: Tick[], slice: string): Promise<Omit<DayResult, 'inN8n'>> {
		const { account } = this.stage;
		await account.during(`Setting up ${this.workspaces} workspaces`, () => this.setUp());
		let played = 0;
		return await account.during(
			`A day of ${this.workspaces} workspaces`,
			() => this.measure(ticks, slice, () => (played += 1)),
			() => `${played} of ${ticks.length} ticks`,
		);
	}

	private async setUp(): Promise<void> {
		await emptied(this.stage);
		for (const tenant of this.tenants.all) {
			await this.database.call('servicetitan_set_up_workspace', {
				p_workspace_id: tenant.workspaceId,
				p_tenant_id: tenant.tenantId,
				p_environment: 'custom',
				p_timezone: 'UTC',
				p_business_hours: null,
			});
			await runIncremental(tenant.ports, requestOf(tenant, '2000-01-01T00:00:00.0000000Z'));
		}
	}

	private async measure(
		ticks: Tick[],
		slice: string,
		onTick: () => void,
	): Promise<Omit<DayResult, 'inN8n'>> {
		const { database, tenants, workspaces } = this;
		const before = {
			calls: tenants.calls,
			simulator: tenants.simulatorMs,
			count: database.count,
			ms: database.ms,
		};
		const cpu = process.cpuUsage();
		const started = performance.now();
		const day = { runs: 0, changes: 0, written: 0, mostCallsOfARun: 0 };
		let edits = 0;
		for (const { minute, mean } of ticks) {
			const editing = process.cpuUsage();
			const changed = this.edit(minute, mean);
			edits += cpuMs(process.cpuUsage(editing));
			day.changes += changed;
			this.clock.moveTo(this.midnight + minute * MINUTE_MS);
			await this.tick(day);
			onTick();
		}
		const simulatorMs = tenants.simulatorMs - before.simulator;
		return {
			workspaces,
			slice,
			ticks: ticks.length,
			...day,
			serviceTitanCalls: tenants.calls - before.calls,
			databaseCalls: database.count - before.count,
			databaseMs: database.ms - before.ms,
			workerCpuMs: cpuMs(process.cpuUsage(cpu)) - simulatorMs - edits,
			elapsedMs: performance.now() - started,
		};
	}

	/** What the businesses did since the tick before. @returns how many customers changed */
	private edit(minute: number, mean: number): number {
		let changes = 0;
		this.clock.moveTo(this.midnight + (minute - 7) * MINUTE_MS);
		for (const { business } of this.tenants.all) {
			const rows = business.tenant.customers.rows();
			const count = changesOf(mean, this.chance);
			const chosen = new Set(
				Array.from({ length: count }, () => rows[Math.floor(this.chance() * rows.length)]?.id ?? 0),
			);
			for (const id of chosen) business.editCustomer(id, { name: `Edited at ${minute} ${id}` });
			changes += chosen.size;
		}
		return changes;
	}

	/** One workspace after the other, so that each one's cost can be told. */
	private async tick(day: Pick<DayResult, 'runs' | 'written' | 'mostCallsOfARun'>): Promise<void> {
		for (const tenant of this.tenants.all) {
			const before = this.tenants.calls;
			const { created, updated } = await runIncremental(tenant.ports, requestOf(tenant));
			day.runs += 1;
			day.written += created + updated;
			day.mostCallsOfARun = Math.max(day.mostCallsOfARun, this.tenants.calls - before);
		}
	}
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

const requestOf = (
	{ workspaceId, tenantId }: TenantOfDay,
	startFrom?: string,
): IncrementalRequest => ({
	workspaceId,
	tenantId,
	startFrom,
	environment: 'custom',
	source: 'sync',
	consumer: { workflowId: 'day', workflowName: 'Day', nodeId: 'day', nodeName: 'Day' },
	leaseMinutes: 10,
	includeContacts: true,
	lookbackSeconds: 300,
	pageSize: 500,
	excludeAccountingChanges: false,
	link: true,
	skipWithoutContactMethods: true,
});
