import {
	APP_KEY,
	CLIENT_ID,
	CLIENT_SECRET,
	ServiceTitanSimulator,
	TENANT_ID,
	type Options,
} from '../../simulator';

export const START = Date.parse('2026-03-02T09:00:00.000Z');

/** A clock that stands still until it is moved. */
export class TestClock {
	constructor(private ms = START) {}

	now(): number {
		return this.ms;
	}

	pass({ minutes = 0, seconds = 0, ms = 0 }): void {
		this.ms += minutes * 60_000 + seconds * 1000 + ms;
	}
}

export interface Answered {
	status: number;
	headers: Headers;
	text: string;
	// Tests look into replies as they please; what they may hold is checked against the specification.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
}

/** A simulator and somebody who calls it as the specification asks, with a token of their own. */
export class Caller {
	readonly clock = new TestClock();
	readonly simulator: ServiceTitanSimulator;
	tenantId = TENANT_ID;
	private token = '';

	constructor(options: Options = {}) {
		this.simulator = new ServiceTitanSimulator({ clock: this.clock, ...options });
	}

	static async signedIn(options: Options = {}): Promise<Caller> {
		const caller = new Caller(options);
		await caller.signIn();
		return caller;
	}

	async signIn(form: Record<string, string> = {}): Promise<Answered> {
		const body = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: CLIENT_ID,
			client_secret: CLIENT_SECRET,
			...form,
		});
		const answered = await this.send('POST', 'https://auth.servicetitan.io/connect/token', {
			body,
		});
		this.token = answered.body?.access_token ?? '';
		return answered;
	}

	/** Lets a longer time go by than a token lives. */
	async later(minutes: number): Promise<void> {
		this.clock.pass({ minutes });
		await this.signIn();
	}

	get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
		return this.call('GET', path, { headers });
	}

	call(
		method: string,
		path: string,
		{ body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
	): Promise<Answered> {
		const url = path.startsWith('http')
			? path
			: `https://api.servicetitan.io/crm/v2/tenant/${this.tenantId}${path}`;
		return this.send(method, url, {
			headers: { authorization: `Bearer ${this.token}`, 'st-app-key': APP_KEY, ...headers },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
	}

	/** Every page of a list, one after the other. */
	async everyPage(path: string): Promise<Array<{ id: number; modifiedOn: string }>> {
		const rows = [];
		for (let page = 1; ; page += 1) {
			const { body } = await this.get(`${path}&page=${page}`);
			rows.push(...body.data);
			if (!body.hasMore) return rows;
		}
	}

	private async send(method: string, url: string, init: RequestInit): Promise<Answered> {
		const response = await this.simulator.fetch(new Request(url, { method, ...init }));
		const text = await response.text();
		return { status: response.status, headers: response.headers, text, body: parsed(text) };
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export const idsOf = (rows: Array<{ id: number }>): number[] => rows.map(({ id }) => id);
