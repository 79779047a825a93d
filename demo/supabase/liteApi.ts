import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keys } from './keys';
import { asPostgrestFailure } from './liteFailures';
import { liteTypes } from './liteTypes';

/** A Supabase API on one database, without a port of its own. */
export interface LiteApi {
	answer(request: Request, peerAddress: string | null): Promise<Response>;
	/** Looks at the schema again, now. It also happens by itself on NOTIFY pgrst. */
	reloadSchema(): Promise<void>;
	close(): Promise<void>;
}

export interface LiteApiOptions {
	readonly pgUrl: string;
	readonly keys: Keys;
	/** Hosted Supabase ends a statement of the API after 8 seconds (57014). */
	readonly statementTimeoutMs: number;
}

/** Prepares the database (roles, lite's own schemas; both safe to repeat) and opens the API on it. */
export async function openLiteApi({
	pgUrl,
	keys,
	statementTimeoutMs,
}: LiteApiOptions): Promise<LiteApi> {
	process.env.DO_NOT_TRACK ??= '1';
	// lite is an ES module: an import by name, at the top, would become a require.
	const { App } = await import('@supabase/lite');
	const { createPostgresConnection } = await import('@supabase/lite/postgres');
	const connection = createPostgresConnection({
		url: pgUrl,
		postgresOptions: {
			max: 10,
			types: liteTypes,
			onnotice: () => undefined,
			connection: { statement_timeout: statementTimeoutMs },
		},
	});
	const asLite = connection.normalizeDbError.bind(connection);
	connection.normalizeDbError = (failure) => asPostgrestFailure(asLite(failure));
	const app = new App({
		connection,
		auth: {
			enabled: true,
			jwt_secret: keys.jwtSecret,
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
		},
		options: { server: { admin: false } },
	});
	await connection.driver.unsafe(readFileSync(join(__dirname, 'roles.sql'), 'utf8'));
	await app.ensureSystemSchema();
	const reloadSchema = () => connection.clearSchemaCache();
	await warmUp((request) => app.fetch(request), keys);
	await connection.driver.listen('pgrst', () => void reloadSchema());
	return {
		answer: (request, peerAddress) => app.fetch(request, { peerAddress }),
		reloadSchema,
		// Not connection.close(): that waits for as long as the slowest statement runs.
		close: () => connection.driver.end({ timeout: 2 }),
	};
}

/** lite's first request grants rights. Several first requests at once would trip over each other (XX000). */
async function warmUp(fetch: (request: Request) => Promise<Response>, keys: Keys): Promise<void> {
	const headers = { apikey: keys.secretKey };
	await fetch(new Request('http://127.0.0.1/rest/v1/any_table?limit=0', { headers }));
}
