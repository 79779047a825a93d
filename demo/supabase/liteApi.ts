import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresConnection } from '@supabase/lite/postgres';
import type { Keys } from './keys';
import { asPostgrestFailure } from './liteFailures';
import { liteTypes } from './liteTypes';

/** A Supabase API on one database, without a port of its own. */
export interface LiteApi {
	answer(request: Request): Promise<Response>;
	/** Looks at the schema again, now. It also happens by itself on NOTIFY pgrst. */
	reloadSchema(): Promise<void>;
	close(): Promise<void>;
}

export interface LiteApiOptions {
	readonly pgUrl: string;
	readonly keys: Keys;
	readonly schemas?: string[];
	readonly statementTimeoutMs?: number;
}

const hostedTimeoutMs = 8_000;

/** lite takes half a second to load. Called while PostgreSQL starts, that half second is free. */
export async function loadLite() {
	process.env.DO_NOT_TRACK ??= '1';
	// It is an ES module: an import at the top would become a require, which it does not allow.
	const [{ App }, { createPostgresConnection }] = await Promise.all([
		import('@supabase/lite'),
		import('@supabase/lite/postgres'),
	]);
	return { App, createPostgresConnection };
}

/** Prepares the database (roles, lite's own schemas; both safe to repeat) and opens the API on it. */
export async function openLiteApi(options: LiteApiOptions): Promise<LiteApi> {
	const { keys, schemas = ['public'] } = options;
	const { App } = await loadLite();
	const connection = await connect(options);
	const app = new App({
		connection,
		api: { schemas },
		auth: {
			enabled: true,
			jwt_secret: keys.jwtSecret,
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
		},
		// Otherwise requests without a key would act as service_role here.
		options: { server: { admin: false } },
	});
	await connection.driver.unsafe(readFileSync(join(__dirname, 'roles.sql'), 'utf8'));
	await app.ensureSystemSchema();
	// Read the schema once, alone, before several first requests all do.
	await app.fetch(
		new Request('http://127.0.0.1/rest/v1/', { headers: { apikey: keys.secretKey } }),
	);
	const reloadSchema = () => connection.clearSchemaCache();
	await connection.driver.listen('pgrst', () => void reloadSchema());
	return {
		answer: (request) => app.fetch(request),
		reloadSchema,
		// Not connection.close(): that waits for as long as the slowest statement runs.
		close: () => connection.driver.end({ timeout: 2 }),
	};
}

async function connect({ pgUrl, statementTimeoutMs }: LiteApiOptions): Promise<PostgresConnection> {
	const { createPostgresConnection } = await loadLite();
	const connection = createPostgresConnection({
		url: pgUrl,
		postgresOptions: {
			max: 10,
			types: liteTypes,
			onnotice: () => undefined,
			connection: { statement_timeout: statementTimeoutMs ?? hostedTimeoutMs },
		},
	});
	const asLite = connection.normalizeDbError.bind(connection);
	connection.normalizeDbError = (failure) => asPostgrestFailure(asLite(failure));
	// Left alone, lite runs everything as superuser until a table has row level security, and then grants anon
	// all tables, revoked ones too. Always act as the key's role, with the rights that roles.sql and migrations give.
	connection.ensureRlsContext = async () => true;
	return connection;
}
