import type {
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IPollFunctions,
} from 'n8n-workflow';

import { ServiceTitanOAuth2Api } from '../../../credentials/ServiceTitanOAuth2Api.credentials';
import { patient } from '../../../core/retry';
import { CLIENT_ID, ServiceTitanSimulator } from '../../../simulator';
import type { Clock } from '../../../sync/ports';
import { connectServiceTitan, type ServiceTitanConnection } from '../../../transport/serviceTitan';
import { credentialsFor } from '../../support/world/credentials';
import type { Gates } from './gates';
import type { Time } from './time';

/** What a reply of ServiceTitan takes, in milliseconds. */
const REPLY_MS = 137;

let worlds = 0;

/** ServiceTitan as all workers of one story see it: through the real transport, over an n8n that is only a gate. */
export class SimulatedServiceTitan {
	readonly simulator: ServiceTitanSimulator;
	private readonly stored: Record<string, string>;
	private readonly credential = new ServiceTitanOAuth2Api();
	private giveUp: (() => void) | undefined;

	constructor(
		private readonly time: Time,
		private readonly gates: Gates,
		seed: number,
	) {
		// Tokens are shared by account: a story of its own must not meet those of the story before it.
		const clientId = `${CLIENT_ID}${++worlds}`;
		this.simulator = new ServiceTitanSimulator({
			clock: { now: () => time.of('serviceTitan') },
			clientId,
			seed,
		});
		this.stored = { ...credentialsFor().serviceTitanOAuth2Api, clientId };
		this.endHangs();
	}

	/** ServiceTitan as one worker sees it. */
	async connect(worker: string, clock: Clock): Promise<ServiceTitanConnection> {
		const context = {
			getCredentials: async () => this.stored,
			helpers: {
				httpRequestWithAuthentication: async (_: string, request: IHttpRequestOptions) => {
					const what = `GET ${decodeURIComponent(request.url.replace(/^.*\/tenant\/\d+/, ''))}`;
					await this.gates.pass(worker, `${what} →`);
					const answer = await this.gates.doing(async () => await settled(this.send(request)));
					await this.gates.pass(worker, `${what} ←`);
					if ('thrown' in answer) throw answer.thrown;
					return answer.value;
				},
			},
		} as unknown as IPollFunctions;
		return await connectServiceTitan(context, clock, patient);
	}

	/** As n8n does it: a new token after a 401, once. */
	private async send(request: IHttpRequestOptions): Promise<Answer> {
		const first = await this.once(await this.credential.authenticate(this.stored, request));
		if (first.statusCode !== 401) return first;
		const helper = { helpers: { httpRequest: async (asked: never) => await this.once(asked) } };
		const renewed = await this.credential.preAuthentication.call(
			helper as unknown as IHttpRequestHelper,
			this.stored,
		);
		Object.assign(this.stored, renewed);
		const second = await this.once(await this.credential.authenticate(this.stored, request));
		if (second.statusCode === 401) throw refused(second);
		return second;
	}

	private async once({ url, method, headers, body }: IHttpRequestOptions): Promise<Answer> {
		const hanging = new AbortController();
		this.giveUp = () => hanging.abort(timedOut());
		this.time.pass(REPLY_MS);
		const response = await this.simulator.fetch(
			new Request(url, {
				method: method ?? 'GET',
				headers: headers as Record<string, string>,
				body: typeof body === 'string' ? body : undefined,
				signal: hanging.signal,
			}),
		);
		const text = await response.text();
		return {
			statusCode: response.status,
			headers: Object.fromEntries(response.headers.entries()),
			body: parsed(text),
		};
	}

	/** A request that hangs is given up after its time limit: at once, by the clock of the story. */
	private endHangs(): void {
		const { faults } = this.simulator;
		const take = faults.take.bind(faults);
		faults.take = (method, path) => {
			const fault = take(method, path);
			if (fault?.kind === 'hang') {
				this.time.pass(105_000);
				this.giveUp?.();
			}
			return fault;
		};
	}
}

interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** A promise as data, so that its failure waits at the gate like an answer. */
export const settled = async <T>(work: Promise<T>): Promise<{ value: T } | { thrown: unknown }> =>
	await work.then(
		(value) => ({ value }),
		(thrown: unknown) => ({ thrown }),
	);

const timedOut = (): Error =>
	Object.assign(new Error('timeout of 105000ms exceeded'), { code: 'ECONNABORTED' });

const refused = ({ statusCode, headers, body }: Answer): Error =>
	Object.assign(new Error(`HTTP ${statusCode}`), {
		response: { status: statusCode, headers, data: body },
	});

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
};
