import type { Context, Hono } from 'hono';

import type { Scope } from '../credentials';
import type { LogEntry } from '../log';
import type { Tenant } from '../tenant/tenant';
import type { World } from '../world';
import { admit } from './gate';
import { invalid } from './problem';
import { Query } from './query';

/** One admitted request, read as far as every endpoint needs it. */
export interface Call {
	world: World;
	tenant: Tenant;
	query: Query;
	/** Parsed JSON; `undefined` where there was none. */
	body: unknown;
	/** A number in the path. */
	id(name: string): number;
}

/** Returns what is sent as JSON, or nothing for an empty reply. Refusals are thrown as `Problem`. */
export type Handler = (call: Call) => unknown;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Hono's environment: the log entry of the request goes along. */
export interface Bound {
	Bindings: { entry: LogEntry };
}

/** Adds endpoints below one module's path, each behind the same checks in the same order. */
export function endpoints(app: Hono<Bound>, world: World, module: string) {
	return (method: Method, path: string, [scope, handler]: [Scope, Handler]): void => {
		app.on(method, `${module}/tenant/:tenant${path}`, async (context) => {
			const { tenant, refused } = admit(
				world,
				context.req.raw,
				context.req.param('tenant') ?? '',
				scope,
			);
			if (refused) return refused;
			const answer = await handler(await readCall(world, tenant, context));
			context.env.entry.rows = rowsIn(answer);
			return answer === undefined ? new Response(null, { status: 200 }) : jsonResponse(answer);
		});
	};
}

async function readCall(world: World, tenant: Tenant, context: Context<Bound>): Promise<Call> {
	return {
		world,
		tenant,
		query: new Query(new URL(context.req.url).searchParams),
		body: context.req.method === 'GET' ? undefined : parsed(await context.req.text()),
		id: (name) => idIn(name, context.req.param(name) ?? ''),
	};
}

/** Unlike `Response.json`, text and headers that the server can send as they are. */
const jsonResponse = (answer: unknown): Response =>
	new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });

function parsed(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		throw invalid({ body: ['The body is no JSON.'] });
	}
}

/** @returns how many records a list or an export holds; `undefined` for anything else */
function rowsIn(answer: unknown): number | undefined {
	const { data } = (answer ?? {}) as { data?: unknown };
	return Array.isArray(data) ? data.length : undefined;
}

function idIn(name: string, text: string): number {
	if (/^\d{1,15}$/.test(text)) return Number(text);
	throw invalid({ [name]: [`The value '${text}' is not valid.`] });
}
