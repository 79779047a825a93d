import type { Hono } from 'hono';

import { Business } from './business';
import { controlApp, isControl } from './control/app';
import { ConnectionReset } from './faults/broken';
import { faultLayer } from './faults/layer';
import { apiApp } from './http/app';
import { dateLayer } from './http/dateLayer';
import type { Answer } from './http/layer';
import { logRequest } from './http/logging';
import { listen, type Listening } from './listen';
import type { RequestLog } from './log';
import { seedCustomers } from './seed/seedCustomers';
import type { Switches } from './switches';
import type { TenantIdentity } from './tenant/tenant';
import type { Tokens } from './tokens';
import { World, type SimulatorOptions } from './world';

export interface Options extends SimulatorOptions {
	/** How many believable customers there are from the beginning. */
	customers?: number;
}

/**
 * ServiceTitan in memory. `fetch` answers as the API would; the methods of `Business` do what people at the first
 * tenant's business do. Other tenants are added by `addTenant` and have the same methods.
 */
export class ServiceTitanSimulator extends Business {
	readonly world: World;
	private readonly answer: Answer;
	private readonly control: Hono;
	private readonly businesses = new Map<number, Business>();

	constructor({ customers = 0, ...options }: Options = {}) {
		const world = new World(options);
		const first = world.addTenant(options);
		super(first);
		this.world = world;
		this.businesses.set(first.identity.tenantId, this);
		seedCustomers(first, customers);
		const app = apiApp(world);
		const toApp: Answer = async (request, entry) => app.fetch(request, { entry });
		this.control = controlApp(world, (tenantId) => this.businesses.get(tenantId));
		this.answer = dateLayer(world)(faultLayer(world)(toApp));
	}

	/** Another business with its own customers; the app key is the same for all. */
	addTenant({
		customers = 0,
		...identity
	}: Partial<TenantIdentity> & { customers?: number }): Business {
		const tenant = this.world.addTenant(identity);
		seedCustomers(tenant, customers);
		const business = new Business(tenant);
		this.businesses.set(tenant.identity.tenantId, business);
		return business;
	}

	business(tenantId: number): Business | undefined {
		return this.businesses.get(tenantId);
	}

	/** Answers a request to the API or for a token, whatever its host; rejects where the connection would break. */
	async fetch(request: Request): Promise<Response> {
		try {
			return await this.handle(request);
		} catch (failure) {
			if (failure instanceof ConnectionReset)
				throw new TypeError('fetch failed', { cause: failure });
			throw failure;
		}
	}

	/** Serves over HTTP on 127.0.0.1, on a free port unless one is given; the control page beside the API. */
	listen(options: { port?: number } = {}): Promise<Listening> {
		return listen((request) => this.handle(request), options);
	}

	private async handle(request: Request): Promise<Response> {
		if (isControl(request)) return this.control.fetch(request);
		const entry = await logRequest(this.world, request);
		const started = performance.now();
		try {
			const response = await this.answer(request, entry);
			entry.status = response.status;
			return response;
		} finally {
			entry.ms = Math.round(performance.now() - started);
			await this.world.afterAnswer(entry);
		}
	}

	get log(): RequestLog {
		return this.world.log;
	}

	get faults() {
		return this.world.faults;
	}

	get switches(): Switches {
		return this.world.switches;
	}

	get tokens(): Tokens {
		return this.world.tokens;
	}
}
