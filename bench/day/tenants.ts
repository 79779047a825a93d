import { randomUUID } from 'node:crypto';
import { patient } from '../../core/retry';
import { failureOfServiceTitan } from '../../core/failureOfServiceTitan';
import { ServiceTitanSimulator, type Business } from '../../simulator';
import type { Clock, Ports, ServiceTitan } from '../../sync/ports';
import type { HttpRequest } from '../../transport/http';
import { inWords } from '../../transport/inWords';
import { paceOf } from '../../transport/pace';
import { serviceTitanAccount } from '../../transport/serviceTitan/account';
import { callWith } from '../../transport/serviceTitan/call';
import { serviceTitanLists } from '../../transport/serviceTitan/lists';
import type { CallFunction } from '../../transport/supabase/connectSupabase';
import { contactIdsOf, contactsOf } from '../../transport/supabase/contacts';
import { runsOf } from '../../transport/supabase/runs';
import { stagedMethodsOf } from '../../transport/supabase/stagedMethods';
import { parsePhone } from '../../transport/vendor/phoneNumber';

/** A clock that the bench moves; waiting takes no time but on it. */
export class DayClock implements Clock {
	constructor(private ms: number) {}
	now = (): number => this.ms;
	chance = (): number => 0.5;
	newId = (): string => randomUUID();
	moveTo = (ms: number): void => void (this.ms = Math.max(this.ms, ms));
	sleep = (ms: number): Promise<void> => {
		this.ms += ms;
		return Promise.resolve();
	};
}

/** One business, and the ports of its workspace. */
export interface TenantOfDay {
	workspaceId: string;
	tenantId: string;
	business: Business;
	ports: Ports;
}

const URL_OF_ALL = 'http://servicetitan.test';

/** All businesses in one ServiceTitan in memory, and what asking it cost. */
export class Tenants {
	/** Calls to ServiceTitan, tokens included. */
	calls = 0;
	/** Milliseconds the simulator itself took: not our worker's. */
	simulatorMs = 0;
	readonly all: TenantOfDay[];
	private readonly simulator: ServiceTitanSimulator;

	constructor(
		private readonly clock: DayClock,
		{ workspaces, customers, call }: { workspaces: number; customers: number; call: CallFunction },
	) {
		this.simulator = new ServiceTitanSimulator({ clock });
		this.all = Array.from({ length: workspaces }, (_, index) => this.open(index, customers, call));
	}

	private open(index: number, customers: number, call: CallFunction): TenantOfDay {
		const tenantId = 500_000 + index;
		const keys = { clientId: `cid.day${index}`, clientSecret: `cs.day${index}` };
		const business = this.simulator.addTenant({ tenantId, ...keys, customers });
		const ports = {
			serviceTitan: this.connect(String(tenantId), keys),
			runs: runsOf(call),
			contacts: contactsOf(call),
			contactIds: contactIdsOf(call),
			stagedMethods: stagedMethodsOf(call),
			clock: this.clock,
			parsePhone,
			inWords,
		};
		return { workspaceId: `day-${index}`, tenantId: String(tenantId), business, ports };
	}

	private connect(
		tenantId: string,
		keys: { clientId: string; clientSecret: string },
	): ServiceTitan {
		const { appKey } = this.simulator.world;
		const addresses = { environment: 'custom', apiUrl: URL_OF_ALL, authUrl: URL_OF_ALL };
		const account = serviceTitanAccount({ ...addresses, tenantId, ...keys, appKey });
		let token = '';
		const send = async ({ method, url }: HttpRequest) => {
			const headers = () => ({ authorization: `Bearer ${token}`, 'st-app-key': appKey });
			const first = await this.fetch(url, { method, headers: headers() });
			if (first.status !== 401) return first;
			token = await this.signIn(keys);
			return await this.fetch(url, { method, headers: headers() });
		};
		return serviceTitanLists(
			callWith(account, {
				service: 'ServiceTitan',
				send,
				failureOf: failureOfServiceTitan,
				clock: this.clock,
				policy: patient,
				pace: paceOf(this.clock, tenantId),
			}),
		);
	}

	private async signIn({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
		const body = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
		});
		const answer = await this.fetch(`${URL_OF_ALL}/connect/token`, { method: 'POST', body });
		return (answer.body as { access_token: string }).access_token;
	}

	private async fetch(url: string, init: RequestInit) {
		const started = performance.now();
		const response = await this.simulator.fetch(new Request(url, init));
		const text = await response.text();
		this.simulatorMs += performance.now() - started;
		this.calls += 1;
		const headers = Object.fromEntries(response.headers.entries());
		return { status: response.status, headers, body: JSON.parse(text) as unknown };
	}
}
