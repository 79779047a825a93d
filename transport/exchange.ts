import type { ICredentialTestFunctions, IHttpRequestHelper } from 'n8n-workflow';

import { RequestFailed, type Failure, type Reply, type Service } from '../core/failure';
import { headersOf } from './headers';
import { failedOf } from './thrown';
import { within } from './within';

/** A request that carries its own authentication: for tokens, and for testing credentials that nobody saved yet. */
export interface PlainRequest {
	method: 'GET' | 'POST';
	url: string;
	headers: Record<string, string>;
	body?: string;
}

/**
 * Sends it once: every status comes back as data.
 * @throws RequestFailed where no reply came
 */
export type Exchange = (request: PlainRequest, service: Service) => Promise<Reply>;

/** A person waits for these, or a run that needs a token. */
const TIME_LIMIT_MS = 30_000;

/** The exchange n8n offers a credential that fetches a token. */
export const exchangeOfHelper =
	({ helpers }: IHttpRequestHelper): Exchange =>
	async (request, service) =>
		await replyTo(service, async (limit) =>
			helpers.httpRequest({
				...request,
				json: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: TIME_LIMIT_MS,
				abortSignal: limit,
			}),
		);

/** The one exchange n8n offers a credential's test. */
export const exchangeOfTest =
	({ helpers }: ICredentialTestFunctions): Exchange =>
	async (request, service) =>
		await replyTo(service, async () =>
			helpers.request({
				...request,
				resolveWithFullResponse: true,
				simple: false,
				followRedirect: false,
				timeout: TIME_LIMIT_MS,
			}),
		);

interface FullResponse {
	statusCode: number;
	headers?: object;
	body?: unknown;
}

async function replyTo(
	service: Service,
	send: (limit: AbortSignal) => Promise<FullResponse>,
): Promise<Reply> {
	const sent = within(TIME_LIMIT_MS, service, send);
	const { statusCode, headers, body } = await sent.catch((thrown: unknown) => {
		throw failedOf(thrown, service);
	});
	return { status: statusCode, headers: headersOf(headers), body: parsed(body) };
}

/** JSON as what it says; anything else as the text it is. */
function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body ?? '';
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}

/** The failure inside what was thrown, or the thrown itself again where it is none. */
export function failureWithin(thrown: unknown): Failure {
	if (thrown instanceof RequestFailed) return thrown.failure;
	throw thrown;
}
