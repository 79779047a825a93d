import type { Scope } from '../credentials';
import type { AppKeyReply } from '../switches';
import type { Tenant } from '../tenant/tenant';
import type { Token } from '../tokens';
import type { World } from '../world';
import { environmentOf } from './hosts';
import { GatewayRefusal, Problem } from './problem';
import { tooManyRequests } from './tooManyRequests';

export type Admission =
	| { tenant: Tenant; refused?: undefined }
	| { tenant?: undefined; refused: Response };

/**
 * The checks before an endpoint is reached, in ServiceTitan's order: token, app key, tenant, scope, rate.
 * (The path was checked before: an unknown one never comes here.)
 */
export function admit(world: World, request: Request, tenantInPath: string, scope: Scope) {
	const token = tokenFor(world, request);
	if (request.headers.get('st-app-key') !== world.appKey) refuse(world.switches.wrongAppKey);
	if (String(token.tenant.identity.tenantId) !== tenantInPath) refuse(world.switches.wrongTenant);
	if (!token.scopes.has(scope)) throw new Problem(403, 'Scope validation failed.');
	return throttled(world, token);
}

/** A token of one environment is unknown in the other. */
function tokenFor(world: World, request: Request): Token {
	const token = world.tokens.require(request.headers.get('authorization'));
	const environment = environmentOf(request.url);
	if (environment && environment !== token.tenant.identity.environment) throw new Problem(401);
	return token;
}

function refuse(status: AppKeyReply): void {
	if (status === 200) return;
	if (status === 404) throw new GatewayRefusal();
	throw new Problem(status);
}

function throttled(world: World, { tenant }: Token): Admission {
	const now = world.clock.now();
	const key = `${world.appKey} ${tenant.identity.tenantId}`;
	const wait = world.throttle.count(key, now, world.switches.ratePerSecond);
	if (wait === 0) return { tenant };
	const form = world.switches.retryAfter;
	const traceId = world.traceId();
	return { refused: tooManyRequests({ seconds: wait / 1000, form, now, traceId }) };
}
