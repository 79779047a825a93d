import { RequestFailed, type Failure, type Reply } from '../../core/failure';
import { failureOfSupabase } from '../../core/failureOfSupabase';
import { persistent, waitBeforeRetry, type RetryPolicy } from '../../core/retry';
import type { Clock } from '../../sync/ports';
import { sendWith, type Door, type N8nContext, type Send } from '../http';
import { createClient } from '../vendor/supabase';
import { fetchThrough } from './fetchThrough';

const DOOR: Door = {
	service: 'Supabase',
	credential: 'supabaseSyncApi',
	timeLimitMs: 60_000,
	renewsToken: false,
};

/** Calls one database function with named arguments and gives its one jsonb back. */
export type CallFunction = (name: string, args: Record<string, unknown>) => Promise<unknown>;

/**
 * Every function of ours may be called twice with the same run or batch id, so each call is repeated
 * until it answers or the policy gives up.
 * @throws RequestFailed
 */
export async function connectSupabase(
	context: N8nContext,
	clock: Clock,
	policy: RetryPolicy = persistent,
): Promise<CallFunction> {
	const credential = await context.getCredentials<{ url: string; schema?: string }>(
		DOOR.credential,
	);
	const project: Project = {
		url: credential.url.trim().replace(/\/+$/, ''),
		schema: credential.schema?.trim() || 'public',
		send: sendWith(context, DOOR),
	};
	return async (name, args) => {
		for (let attempt = 0; ; attempt++) {
			const answer = await callOnce(project, name, args);
			if ('data' in answer) return answer.data;
			const { failure } = answer;
			const attempted = { failure, attempt, policy, chance: clock.chance(), idempotent: true };
			const wait = waitBeforeRetry(attempted);
			if (wait === undefined) throw new RequestFailed('Supabase', failure);
			await clock.sleep(wait);
		}
	};
}

interface Project {
	url: string;
	schema: string;
	send: Send;
}

type Answer = { data: unknown } | { failure: Failure };

async function callOnce(
	{ url, schema, send }: Project,
	name: string,
	args: Record<string, unknown>,
): Promise<Answer> {
	let reply: Reply | undefined;
	let broken: unknown;
	const noting: Send = async (request) => {
		try {
			return await send(request);
		} catch (thrown) {
			// supabase-js would turn it into prose.
			broken = thrown;
			throw thrown instanceof Error ? thrown : new Error(String(thrown));
		}
	};
	const client = createClient(url, KEY, {
		db: { schema },
		accessToken: async () => KEY,
		realtime: { transport: NoSocket as never },
		global: { fetch: fetchThrough(noting, (came) => (reply = came)) },
	});
	const { data } = await client.rpc(name, args);
	if (reply) {
		const failure = failureOfSupabase(reply);
		return failure ? { failure } : { data };
	}
	if (broken instanceof RequestFailed) return { failure: broken.failure };
	throw broken instanceof Error ? broken : new Error(String(broken));
}

/** No channel is ever opened; without this supabase-js asks hosts older than Node 22 for a WebSocket. */
class NoSocket {}

/** Stands where supabase-js wants a key; the credential supplies the real one. */
const KEY = 'supplied-by-n8n';
