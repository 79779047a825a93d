import axios, { type AxiosResponse } from 'axios';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { ServiceTitanOAuth2Api } from '../../../credentials/ServiceTitanOAuth2Api.credentials';
import { NODE } from '../n8nHost/n8nHost';
import type { Credentials } from '../world/requests';

/** By how much the time limits of requests are shortened: by nothing, unless a test waits for them to end. */
export const timeLimits = { shortened: 1 };

/** n8n's HTTP client, which is axios with n8n's own options, as n8n 2.41 converts them. */
export async function httpRequest(options: IHttpRequestOptions): Promise<unknown> {
	const { headers, method = 'GET', url, body, timeout, abortSignal, json } = options;
	const response = await axios({
		method,
		url,
		headers: { ...(json ? { Accept: 'application/json' } : {}), ...(headers as object) },
		...(body === undefined ? {} : { data: body }),
		timeout: (timeout ?? 300_000) / timeLimits.shortened,
		signal: abortSignal,
		maxBodyLength: Infinity,
		maxContentLength: Infinity,
		proxy: false,
		...(options.disableFollowRedirect ? { maxRedirects: 0 } : {}),
		...statusesOf(options),
	});
	return options.returnFullResponse ? fullOf(response) : response.data;
}

function statusesOf({ ignoreHttpStatusErrors: ignored }: IHttpRequestOptions) {
	if (!ignored) return {};
	const except = typeof ignored === 'object' ? (ignored.except ?? []) : [];
	return { validateStatus: (status: number) => !except.includes(status) };
}

const fullOf = ({ data, headers, status, statusText }: AxiosResponse) => ({
	body: data,
	headers,
	statusCode: status,
	statusMessage: statusText,
});

const serviceTitan = new ServiceTitanOAuth2Api();

/** `httpRequestWithAuthentication`: a token where there is none, a new one and one more try on 401. */
export async function sendAsN8n(
	credentials: Credentials,
	name: string,
	options: IHttpRequestOptions,
): Promise<unknown> {
	// In an execution n8n puts its own signal in place of ours: only polls keep it.
	const request = { ...options, abortSignal: undefined };
	if (name === 'supabaseSyncApi')
		return await wrapped(() => httpRequest(withKey(credentials, request)));
	const stored: ICredentialDataDecryptedObject = credentials.serviceTitanOAuth2Api;
	const signed = async () =>
		await httpRequest(await serviceTitan.authenticate({ ...stored }, request));
	return await wrapped(async () => {
		if (!stored.accessToken) await renew(stored);
		try {
			return await signed();
		} catch (thrown) {
			if ((thrown as { response?: { status?: number } }).response?.status !== 401) throw thrown;
			await renew(stored);
			return await signed();
		}
	});
}

async function wrapped(work: () => Promise<unknown>): Promise<unknown> {
	try {
		return await work();
	} catch (thrown) {
		throw new NodeApiError(NODE, thrown as never);
	}
}

const helper = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;

async function renew(stored: ICredentialDataDecryptedObject): Promise<void> {
	Object.assign(stored, await serviceTitan.preAuthentication.call(helper, { ...stored }));
}

function withKey({ supabaseSyncApi }: Credentials, request: IHttpRequestOptions) {
	const { secretKey } = supabaseSyncApi;
	const keys = { apikey: secretKey, Authorization: `Bearer ${secretKey}` };
	return { ...request, headers: { ...request.headers, ...keys } };
}

interface LegacyRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body?: string;
	timeout: number;
}

/** What a function that tests a credential gets: the older `request`, which leaves the headers on its errors. */
export const testFunctions = {
	helpers: {
		request: async ({ method, url, headers, body, timeout }: LegacyRequest) => {
			const sent = axios({
				method,
				url,
				headers,
				data: body,
				timeout: timeout / timeLimits.shortened,
				maxRedirects: 0,
				proxy: false,
				transformResponse: (text: string) => text,
				validateStatus: () => true,
			});
			return fullOf(
				await sent.catch((thrown: Error) => {
					throw Object.assign(thrown, { options: { method, url, headers, data: body } });
				}),
			);
		},
	},
} as unknown as ICredentialTestFunctions;
