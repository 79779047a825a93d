import { createChance, wholeBetween, type Chance } from './chance';
import { SimulatorClock } from './clock';
import { APP_KEY, CLIENT_ID, CLIENT_SECRET, SCOPES, TENANT_ID } from './credentials';
import { Faults } from './faults/faults';
import { RequestLog, type LogEntry } from './log';
import { Switches } from './switches';
import { Tenant, type TenantIdentity } from './tenant/tenant';
import { Throttle } from './throttle';
import { Tokens } from './tokens';

export interface SimulatorOptions extends Partial<TenantIdentity> {
	/** Milliseconds since 1970; the machine's clock unless given. */
	clock?: { now(): number };
	/** The same seed gives the same customers, ids, digits and faults. */
	seed?: number;
	appKey?: string;
}

/** All that one simulated ServiceTitan consists of. */
export class World {
	readonly switches = new Switches();
	readonly log = new RequestLog();
	readonly throttle = new Throttle();
	readonly tenants = new Map<number, Tenant>();
	readonly appKey: string;
	readonly clock: SimulatorClock;
	readonly faults: Faults;
	readonly tokens: Tokens;
	/** Called after each answer, before it leaves: where a test changes something between two requests. */
	afterAnswer: (entry: LogEntry) => void | Promise<void> = () => undefined;
	private readonly seed: number;
	private readonly traces: Chance;
	private streams = 0;

	constructor({ clock = Date, seed = 1, appKey = APP_KEY }: SimulatorOptions) {
		this.seed = seed;
		this.appKey = appKey;
		this.clock = new SimulatorClock(() => clock.now(), this.chance());
		this.faults = new Faults(this.chance());
		this.tokens = new Tokens(this.clock, this.chance(), this.switches);
		this.traces = this.chance();
	}

	addTenant(identity: Partial<TenantIdentity>): Tenant {
		const complete: TenantIdentity = {
			tenantId: TENANT_ID,
			clientId: CLIENT_ID,
			clientSecret: CLIENT_SECRET,
			environment: 'production',
			...definedOnly(identity),
		};
		const tenant = new Tenant(complete, new Set(SCOPES), this.clock, this.switches, this.chance());
		this.tenants.set(complete.tenantId, tenant);
		return tenant;
	}

	/** A stream of chance of its own, so that one more fault does not change every customer. */
	chance(): Chance {
		this.streams += 1;
		return createChance(this.seed * 1000 + this.streams);
	}

	traceId(): string {
		const digit = (): string => wholeBetween(this.traces, 0, 15).toString(16);
		return `00-${Array.from({ length: 32 }, digit).join('')}-${Array.from({ length: 16 }, digit).join('')}-00`;
	}
}

const definedOnly = <T extends object>(given: T): Partial<T> =>
	Object.fromEntries(
		Object.entries(given).filter(([, value]) => value !== undefined),
	) as Partial<T>;
