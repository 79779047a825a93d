import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { Reply, Service } from '../core/failure';
import { headersOf } from './headers';
import type { KeptCredential } from './keptCredential';
import { failedOf, replyWithin } from './thrown';
import { within } from './within';

/** The n8n contexts that can talk to a service with a credential. */
export type N8nContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** How one service is reached through n8n. */
export interface Door {
	service: Service;
	/** After this many milliseconds without the whole reply, a new token included, a request counts as interrupted. */
	timeLimitMs: number;
	/** True where a 401 means a token that ran out: n8n fetches a new one and sends again, once. */
	renewsToken: boolean;
}

export interface HttpRequest {
	method: IHttpRequestMethods;
	/** Complete, its query encoded: see query.ts. */
	url: string;
	headers?: Record<string, string>;
	/** Sent as JSON; bytes as they are. */
	body?: object;
}

/**
 * One request: every status comes back as data.
 * @throws RequestFailed where no reply came, or where no token was to be had
 */
export type Send = (request: HttpRequest) => Promise<Reply>;

/**
 * Sends through n8n, which adds the credential, the proxy and its TLS settings.
 * @param kept  the credential that goes on each request
 */
export const sendWith =
	(context: N8nContext, door: Door, kept: KeptCredential): Send =>
	async (request) => {
		try {
			return lowerCased(
				await within(door.timeLimitMs, door.service, (limit) =>
					kept.lend((credential) => sendNow({ context, door, credential }, request, limit)),
				),
			);
		} catch (thrown) {
			const reply = replyWithin(thrown);
			if (reply) return reply;
			throw failedOf(thrown, door.service);
		}
	};

interface Sending {
	context: N8nContext;
	door: Door;
	credential: ICredentialsDecrypted;
}

const sendNow = async (
	{ context, door, credential }: Sending,
	request: HttpRequest,
	limit: AbortSignal,
): Promise<FullResponse> =>
	await context.helpers.httpRequestWithAuthentication.call(
		context,
		credential.type,
		{
			...request,
			json: true,
			returnFullResponse: true,
			timeout: door.timeLimitMs,
			abortSignal: limit,
			// Neither service redirects, and n8n would send the secrets to wherever a redirect points.
			disableFollowRedirect: true,
			// A 401 must throw: that is what makes n8n fetch a new token.
			ignoreHttpStatusErrors: door.renewsToken ? { ignore: true, except: [401] } : true,
		},
		{ credentialsDecrypted: credential },
	);

interface FullResponse {
	statusCode: number;
	headers?: object;
	body: unknown;
}

const lowerCased = ({ statusCode, headers, body }: FullResponse): Reply => ({
	status: statusCode,
	headers: headersOf(headers),
	body,
});
