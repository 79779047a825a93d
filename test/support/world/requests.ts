import type { IDataObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { ServiceTitanOAuth2Api } from '../../../credentials/ServiceTitanOAuth2Api.credentials';
import type { ServiceTitanSimulator } from '../../../simulator';

/** The credentials as a person fills them in, and the token that n8n keeps beside them. */
export interface Credentials {
	serviceTitanOAuth2Api: Record<string, string>;
	supabaseSyncApi: { url: string; secretKey: string; schema: string };
}

const NODE = {
	id: '0',
	name: 'test',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Does for a node what n8n's request helper does: adds the credential, renews the token once on 401. */
export class Requests {
	private readonly serviceTitan = new ServiceTitanOAuth2Api();

	constructor(
		private readonly simulator: ServiceTitanSimulator,
		readonly credentials: Credentials,
	) {}

	/** What `httpRequestWithAuthentication` is in n8n. */
	async send(credential: string, request: IHttpRequestOptions): Promise<unknown> {
		if (credential === 'supabaseSyncApi') return await this.toSupabase(request);
		const first = await this.toServiceTitan(request);
		if (first.statusCode !== 401) return first;
		await this.renewToken();
		const second = await this.toServiceTitan(request);
		if (second.statusCode !== 401) return second;
		throw statusFailure(second);
	}

	private async renewToken(): Promise<void> {
		const stored = this.credentials.serviceTitanOAuth2Api;
		const helper = {
			helpers: { httpRequest: async (request: IHttpRequestOptions) => await this.plain(request) },
		} as unknown as IHttpRequestHelper;
		Object.assign(stored, await this.serviceTitan.preAuthentication.call(helper, stored));
	}

	/** What `httpRequest` is in n8n: no credential, whatever is asked of ServiceTitan; of others it asks them. */
	async plain(request: IHttpRequestOptions): Promise<unknown> {
		if (request.url.startsWith('http://127.0.0.1')) return await ofOthers(request.url);
		const answer = await answerOf(await this.simulator.fetch(toRequest(request)));
		return request.returnFullResponse ? answer : answer.body;
	}

	private async toServiceTitan(request: IHttpRequestOptions): Promise<Answer> {
		const stored = this.credentials.serviceTitanOAuth2Api;
		const signed = await this.serviceTitan.authenticate(stored, request);
		return await answerOf(await this.simulator.fetch(toRequest(signed)));
	}

	private async toSupabase(request: IHttpRequestOptions): Promise<Answer> {
		const { secretKey } = this.credentials.supabaseSyncApi;
		const keys = { apikey: secretKey, Authorization: `Bearer ${secretKey}` };
		return await answerOf(
			await fetch(toRequest({ ...request, headers: { ...request.headers, ...keys } })),
		);
	}
}

interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

function toRequest({ url, method = 'GET', headers, body, timeout }: IHttpRequestOptions): Request {
	const form = body instanceof URLSearchParams || typeof body === 'string' || Buffer.isBuffer(body);
	return new Request(url, {
		method,
		headers: {
			...(form || body === undefined ? {} : { 'content-type': 'application/json' }),
			...(headers as Record<string, string>),
		},
		body: form ? String(body) : body === undefined ? undefined : JSON.stringify(body),
		signal: AbortSignal.timeout(timeout ?? 60_000),
	});
}

async function answerOf(response: Response): Promise<Answer> {
	const text = await response.text();
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers.entries()),
		body: parsed(text),
	};
}

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
};

const statusFailure = ({ statusCode, headers, body }: Answer): Error =>
	Object.assign(new NodeApiError(NODE as never, { message: `HTTP ${statusCode}` }), {
		response: { status: statusCode, headers, data: body },
	});

async function ofOthers(url: string): Promise<string> {
	const reply = await fetch(url);
	if (!reply.ok) throw new Error(`Request failed with status code ${reply.status}`);
	return await reply.text();
}
