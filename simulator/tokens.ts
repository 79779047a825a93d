import { wholeBetween, type Chance } from './chance';
import type { SimulatorClock } from './clock';
import { Problem } from './http/problem';
import type { Switches } from './switches';
import type { Tenant } from './tenant/tenant';

export interface Token {
	text: string;
	tenant: Tenant;
	scopes: ReadonlySet<string>;
	/** Milliseconds since 1970. */
	expiresAt: number;
}

/** The access tokens that were handed out: shaped like JWTs, tied to one tenant, valid for a while. */
export class Tokens {
	/** How many were asked for and granted. */
	issued = 0;
	private readonly known = new Map<string, Token>();

	constructor(
		private readonly clock: SimulatorClock,
		private readonly chance: Chance,
		private readonly switches: Switches,
	) {}

	issue(tenant: Tenant) {
		const now = this.clock.now();
		const { tokenSeconds } = this.switches;
		const expiresAt = now + tokenSeconds * 1000;
		const scope = [...tenant.scopes].join(' ');
		const text = this.sign({
			...claims(tenant, this.switches),
			scope,
			nbf: seconds(now),
			exp: seconds(expiresAt),
		});
		this.known.set(text, { text, tenant, scopes: new Set(tenant.scopes), expiresAt });
		this.issued += 1;
		return { access_token: text, expires_in: tokenSeconds, token_type: 'Bearer', scope };
	}

	/** @throws Problem 401 for a token that is unknown or has expired */
	require(authorization: string | null): Token {
		const [, text = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
		const token = this.known.get(text);
		if (!token || token.expiresAt <= this.clock.now()) throw new Problem(401);
		return token;
	}

	/** Every token so far is refused from now on. */
	expireAll(): void {
		this.known.clear();
	}

	private sign(payload: object): string {
		const signature = Array.from({ length: 32 }, () => wholeBetween(this.chance, 0, 255));
		const parts = [JSON.stringify({ alg: 'RS256', typ: 'at+jwt' }), JSON.stringify(payload)];
		return [
			...parts.map((part) => base64url(Buffer.from(part))),
			base64url(Buffer.from(signature)),
		].join('.');
	}
}

const claims = ({ identity }: Tenant, { tokenNamesTenant }: Switches) => ({
	iss: 'https://auth.servicetitan.io',
	client_id: identity.clientId,
	...(tokenNamesTenant ? { tenant: String(identity.tenantId) } : {}),
	env: identity.environment,
});

const seconds = (ms: number): number => Math.floor(ms / 1000);
const base64url = (bytes: Buffer): string => bytes.toString('base64url');
