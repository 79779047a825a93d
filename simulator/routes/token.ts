import type { Hono } from 'hono';

import type { Bound } from '../http/endpoint';
import { environmentOf } from '../http/hosts';
import type { Tenant } from '../tenant/tenant';
import type { World } from '../world';

/** POST /connect/token: client credentials, as a form and in no other way. */
export function tokenRoute(app: Hono<Bound>, world: World): void {
	app.post('/connect/token', async (context) => {
		const type = context.req.header('content-type') ?? '';
		if (!type.startsWith('application/x-www-form-urlencoded')) return refusal('invalid_request');
		const form = new URLSearchParams(await context.req.text());
		if (form.get('grant_type') !== 'client_credentials') return refusal('unsupported_grant_type');
		const tenant = findTenant(world, form, context.req.url);
		return tenant ? Response.json(world.tokens.issue(tenant)) : refusal('invalid_client');
	});
}

/** Ids and secrets are compared as they are: a blank pasted along is a wrong one. */
function findTenant(world: World, form: URLSearchParams, url: string): Tenant | undefined {
	const environment = environmentOf(url);
	return [...world.tenants.values()].find(
		({ identity }) =>
			identity.clientId === form.get('client_id') &&
			identity.clientSecret === form.get('client_secret') &&
			(!environment || identity.environment === environment),
	);
}

const refusal = (code: string): Response => Response.json({ error: code }, { status: 400 });
