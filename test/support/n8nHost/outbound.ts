import type { IHttpRequestOptions } from 'n8n-workflow';

/** Where requests go: the network, or a simulator in this process. */
export type Outbound = (request: Request) => Promise<Response>;

export interface FullResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

/** Thrown as n8n's HTTP client does it: with a code, and with the whole request hanging on it, secrets included. */
export class ClientError extends Error {
	readonly isAxiosError = true;
	response?: { status: number; headers: Record<string, string>; data: unknown };

	constructor(
		message: string,
		readonly code: string,
		readonly config: IHttpRequestOptions,
	) {
		super(message);
	}
}

/** One request as n8n sends it. Of n8n's options those that this package uses. */
export async function sendOut(
	outbound: Outbound,
	options: IHttpRequestOptions,
): Promise<FullResponse> {
	const response = await outbound(toRequest(options)).catch((cause: unknown) => {
		throw clientError(cause, options);
	});
	const text = await response.text().catch(() => {
		throw withStatus(response, new ClientError('aborted', 'ERR_BAD_RESPONSE', options));
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: parsed(text),
	};
}

/** A status the caller did not want as data. */
export const statusError = (
	{ statusCode, headers, body }: FullResponse,
	options: IHttpRequestOptions,
): ClientError =>
	Object.assign(
		new ClientError(`Request failed with status code ${statusCode}`, 'ERR_BAD_REQUEST', options),
		{ response: { status: statusCode, headers, data: body } },
	);

const withStatus = ({ status }: Response, error: ClientError): ClientError =>
	Object.assign(error, { response: { status, headers: {}, data: undefined } });

function toRequest(options: IHttpRequestOptions): Request {
	const { url, method = 'GET', headers, body, timeout } = options;
	const isText = typeof body === 'string' || Buffer.isBuffer(body);
	return new Request(url, {
		method,
		redirect: options.disableFollowRedirect ? 'manual' : 'follow',
		headers: {
			...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
			...(headers as Record<string, string>),
		},
		body: body === undefined ? undefined : isText ? String(body) : JSON.stringify(body),
		signal: AbortSignal.timeout(timeout ?? 300_000),
	});
}

/** n8n's client parses whatever is JSON and leaves the rest as text. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Errors of fetch come from outside the test's realm: they are told by their fields, not by their class. */
function clientError(thrown: unknown, options: IHttpRequestOptions): ClientError {
	const { name, message, cause, code } = thrown as ThrownByFetch;
	if (name === 'TimeoutError') return new ClientError('timeout exceeded', 'ECONNABORTED', options);
	const known = cause?.code ?? code ?? 'ECONNRESET';
	return new ClientError(
		cause?.message ?? message ?? '',
		known.startsWith('UND_ERR') ? 'ECONNRESET' : known,
		options,
	);
}

interface ThrownByFetch {
	name?: string;
	message?: string;
	code?: string;
	cause?: { code?: string; message?: string };
}
