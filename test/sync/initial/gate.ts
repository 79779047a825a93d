import { RequestFailed } from '../../../core/failure';
import type { Ports } from '../../../sync/ports';

/** What befalls the k-th call. */
export type Fate =
	/** n8n dies: the call never arrives. */
	| 'dies before it'
	/** n8n dies: the call is done, its answer goes nowhere. */
	| 'dies behind it'
	/** The call fails, for this once. */
	| 'is refused it'
	/** Its side is away from this call on. */
	| 'finds nobody there';

const never = async (): Promise<never> => await new Promise(() => undefined);

type Side = 'ServiceTitan' | 'Supabase';

/** The way to both sides, call by call. Who died makes no further call, and hears of none. */
export class Gate {
	calls = 0;
	/** Settles when n8n dies. */
	readonly death: Promise<'dead'>;
	private die: () => void = () => undefined;
	private dead = false;
	private away: Side | undefined;

	constructor(
		private readonly fate: Fate,
		private readonly at: number,
	) {
		this.death = new Promise((resolve) => {
			this.die = () => {
				this.dead = true;
				resolve('dead');
			};
		});
	}

	/** The same ports, through this gate. */
	through(ports: Ports): Ports {
		const { serviceTitan, runs, contacts, contactIds, stagedMethods } = ports;
		return {
			...ports,
			serviceTitan: this.guard(serviceTitan, 'ServiceTitan'),
			runs: this.guard(runs, 'Supabase'),
			contacts: this.guard(contacts, 'Supabase'),
			contactIds: this.guard(contactIds, 'Supabase'),
			stagedMethods: this.guard(stagedMethods, 'Supabase'),
		};
	}

	private guard<Port extends object>(port: Port, side: Side): Port {
		const methods = Object.entries(port).map(([name, method]) => [
			name,
			async (...given: unknown[]) => await this.pass(side, async () => await method(...given)),
		]);
		return Object.fromEntries(methods);
	}

	private async pass(side: Side, call: () => Promise<unknown>): Promise<unknown> {
		if (this.dead) return await never();
		if (++this.calls === this.at) return await this.befall(side, call);
		if (side === this.away) throw awayFrom(side);
		const answer = await call();
		return this.dead ? await never() : answer;
	}

	private async befall(side: Side, call: () => Promise<unknown>): Promise<unknown> {
		if (this.fate === 'dies behind it') await call();
		if (this.fate === 'finds nobody there') this.away = side;
		if (this.fate === 'finds nobody there' || this.fate === 'is refused it') throw awayFrom(side);
		this.die();
		return await never();
	}
}

const awayFrom = (side: Side): RequestFailed =>
	new RequestFailed(side, { kind: 'unavailable', detail: 'away', status: 503 });
