import { RequestFailed, type Failure, type Reply } from '../../core/failure';
import { failureOfServiceTitan } from '../../core/failureOfServiceTitan';
import type { Exchange } from '../exchange';
import { sentenceFor } from '../sentenceFor';
import type { Sentence } from '../words/sentence';
import { cleanOf } from '../cleanOf';
import { CredentialIncomplete, secretsOf, type ServiceTitanAccount } from './account';

/** Fetching a token failed. Its message is in words already: n8n shows it as it is, in its HTTP Request node too. */
export class SignInFailed extends RequestFailed {
	readonly description: string;

	constructor(failure: Failure) {
		super('ServiceTitan', failure);
		const { message, description } = sentenceOfSignIn(failure);
		this.name = 'SignInFailed';
		this.message = message;
		this.description = description;
	}
}

/** A failed sign-in in words. What answers there with a page or with nothing is most likely somebody else. */
export const sentenceOfSignIn = (failure: Failure): Sentence =>
	failure.kind === 'malformed' ? NO_SIGN_IN : sentenceFor(failure, 'ServiceTitan');

const NO_SIGN_IN: Sentence = {
	message: "There is no sign-in of ServiceTitan's at the credential's address",
	description:
		'Choose Production or Integration as the Environment, or correct the Authentication URL.',
};

/**
 * Fetches an access token, good for 15 minutes.
 * @throws SignInFailed, CredentialIncomplete
 */
export async function signIn(account: ServiceTitanAccount, exchange: Exchange): Promise<string> {
	const reply = await exchange(tokenRequest(account), 'ServiceTitan').catch((thrown: unknown) => {
		throw thrown instanceof RequestFailed ? new SignInFailed(thrown.failure) : thrown;
	});
	const token = tokenIn(reply);
	if (token !== undefined) return token;
	const failure = failureOfSignIn(reply);
	if (failure) throw new SignInFailed(cleanOf(failure, secretsOf(account)));
	throw new CredentialIncomplete(NO_SIGN_IN.message, NO_SIGN_IN.description);
}

const tokenRequest = ({ tokenUrl, clientId, clientSecret }: ServiceTitanAccount) => ({
	method: 'POST' as const,
	url: tokenUrl,
	headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
	body: new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	}).toString(),
});

function tokenIn({ status, body }: Reply): string | undefined {
	if (status < 200 || status > 299 || typeof body !== 'object' || body === null) return undefined;
	const token: unknown = 'access_token' in body ? body.access_token : undefined;
	return typeof token === 'string' && token !== '' ? token : undefined;
}

const NO_TOKEN: Failure = { kind: 'malformed', detail: 'An answer without a token' };

/** @returns `undefined` where the address answers, but not as a sign-in does */
function failureOfSignIn(reply: Reply): Failure | undefined {
	const failure = failureOfServiceTitan(reply) ?? NO_TOKEN;
	switch (failure.kind) {
		case 'throttled':
		case 'unavailable':
		case 'interrupted':
			return failure;
		case 'malformed':
			return { ...failure, detail: `At the sign-in: ${failure.detail}` };
		case 'denied':
		case 'expired':
			return { kind: 'denied', code: 'invalid_client', detail: failure.detail };
		default:
			return undefined;
	}
}
