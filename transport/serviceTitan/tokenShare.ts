import { createHash } from 'crypto';

import type { ServiceTitanAccount } from './account';

/** For so long a token that took another's place is handed to those who were refused with the other. */
const SHARED_FOR_MS = 60_000;

/** Stands for the client a token was issued to, without telling anything about it. */
export const fingerprintOf = ({ tokenUrl, clientId, clientSecret }: ServiceTitanAccount): string =>
	createHash('sha256')
		.update(JSON.stringify([tokenUrl, clientId, clientSecret]))
		.digest('hex')
		.slice(0, 32);

export interface Renewal {
	/** Of the account: see fingerprintOf. */
	fingerprint: string;
	/** The token ServiceTitan no longer accepts; empty where there was none. */
	refused: string;
	/** Milliseconds since 1970. */
	now: number;
	fetch: () => Promise<string>;
}

interface Fetched {
	token: string;
	/** The token whose place it took. */
	insteadOf: string;
	at: number;
}

/**
 * Requests that run side by side lose their token together. ServiceTitan throttles new tokens, and n8n has each
 * request fetch its own: here the first one fetches, and the others of this process share what it got.
 */
export class TokenShare {
	private readonly fetching = new Map<string, Promise<string>>();
	private readonly fetched = new Map<string, Fetched>();

	/** @returns a token other than the refused one */
	async renew(renewal: Renewal): Promise<string> {
		const { fingerprint, refused, now } = renewal;
		const last = this.fetched.get(fingerprint);
		const isFresh = last && Math.abs(now - last.at) < SHARED_FOR_MS;
		if (isFresh && refused !== '' && last.insteadOf === refused) return last.token;
		return await (this.fetching.get(fingerprint) ?? this.begin(renewal));
	}

	private begin({ fingerprint, refused, now, fetch }: Renewal): Promise<string> {
		const fetching = fetch()
			.then((token) => {
				this.fetched.set(fingerprint, { token, insteadOf: refused, at: now });
				return token;
			})
			.finally(() => this.fetching.delete(fingerprint));
		this.fetching.set(fingerprint, fetching);
		return fetching;
	}
}
