import { asError } from '../../core/asError';
import { jsonForPostgres } from '../../core/contact/safeText';
import { failureOfSupabase } from '../../core/failureOfSupabase';
import { persistent, type RetryPolicy } from '../../core/retry';
import type { Clock } from '../../sync/ports';
import { sendWith, type Door, type N8nContext } from '../http';
import { KeptCredential } from '../keptCredential';
import type { Asking } from '../requests';
import { createClient } from '../vendor/supabase';
import { fetchThrough, type Errand } from './fetchThrough';

const CREDENTIAL = 'supabaseSyncApi';

const DOOR: Door = {
	service: 'Supabase',
	timeLimitMs: 60_000,
	renewsToken: false,
};

interface Fields {
	url: string;
	schema?: string;
	secretKey?: string;
}

/** Stands where supabase-js wants a key; the credential supplies the real one. */
const KEY = 'supplied-by-n8n';

/**
 * Calls one database function with named arguments and gives its one jsonb back. Whatever text is in the arguments,
 * names of nodes and reasons included, is made fit for the database: one odd character must not keep a run from its end.
 */
export type CallFunction = (name: string, args: Record<string, unknown>) => Promise<unknown>;

/**
 * Opens Supabase with the node's credential; nothing is asked yet.
 * @param policy  how long to ride out what passes
 * @returns calls that throw RequestFailed when the database could not be had
 */
export async function connectSupabase(
	context: N8nContext,
	clock: Clock,
	policy: RetryPolicy = persistent,
): Promise<CallFunction> {
	const kept = new KeptCredential(context, CREDENTIAL, clock);
	const credential = (await kept.read()) as unknown as Fields;
	const url = credential.url.trim().replace(/\/+$/, '');
	const schema = credential.schema?.trim() || 'public';
	const asking: Asking = {
		service: DOOR.service,
		send: sendWith(context, DOOR, kept),
		failureOf: failureOfSupabase,
		clock,
		policy,
		secrets: [credential.secretKey?.trim() ?? ''],
	};
	return async (name, args) => {
		const errand: Errand = { body: Buffer.from(jsonForPostgres(args)) };
		const client = createClient(url, KEY, {
			db: { schema },
			accessToken: async () => KEY,
			// No channel is ever opened; without this supabase-js asks hosts older than Node 22 for a WebSocket.
			realtime: { transport: NoSocket as never },
			global: { fetch: fetchThrough(asking, errand) },
		});
		const { error } = await client.rpc(name);
		const { came } = errand;
		if (came && 'failure' in came) {
			throw asError(came.failure);
		}
		if (error) throw new Error(error.message);
		return came?.body;
	};
}

class NoSocket {}
