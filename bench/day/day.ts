import { createChance } from '../../simulator/chance';
import { runIncremental, type IncrementalRequest } from '../../sync/runIncremental';
import { emptied } from '../measuring/prepare';
import type { BenchStage } from '../stage/benchStage';
import { changesOf, type Tick } from './businessDay';
import { DatabaseCalls } from './databaseCalls';
import type { DayCost } from './dayCost';
import { DayClock, Tenants, type TenantOfDay } from './tenants';

/** Reading and writing touch only what changed, so the businesses need not be as large as real ones. */
const CUSTOMERS = 100;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Yesterday, by a clock that ServiceTitan and the runs share; the database keeps its own. */
export class Day {
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

	async play(ticks: Tick[], slice: string): Promise<DayCost> {
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

	private async measure(ticks: Tick[], slice: string, onTick: () => void): Promise<DayCost> {
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
	private async tick(day: Pick<DayCost, 'runs' | 'written' | 'mostCallsOfARun'>): Promise<void> {
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
