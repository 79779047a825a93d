import { createHash } from 'crypto';

import type { ServiceTitanAccount } from './account';

/** A token younger than this was fetched by a neighbour a moment ago: it is taken instead of a new one. */
const JUST_NOW_MS = 30_000;

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

/**
 * Requests that run side by side lose their token together. ServiceTitan throttles new tokens, and n8n has each
 * request fetch its own: here the first one fetches, and the others of this process share what it got.
 */
export class TokenShare {
	private readonly fetching = new Map<string, Promise<string>>();
	private readonly fetched = new Map<string, { token: string; at: number }>();

	async renew({ fingerprint, refused, now, fetch }: Renewal): Promise<string> {
		const last = this.fetched.get(fingerprint);
		if (last && last.token !== refused && Math.abs(now - last.at) < JUST_NOW_MS) return last.token;
		const shared = this.fetching.get(fingerprint) ?? this.begin(fingerprint, now, fetch);
		return await shared;
	}

	private begin(fingerprint: string, now: number, fetch: () => Promise<string>): Promise<string> {
		const fetching = fetch()
			.then((token) => {
				this.fetched.set(fingerprint, { token, at: now });
				return token;
			})
			.finally(() => this.fetching.delete(fingerprint));
		this.fetching.set(fingerprint, fetching);
		return fetching;
	}
}
