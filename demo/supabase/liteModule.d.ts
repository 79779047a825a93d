/** The parts of lite we use. Its own declarations need a newer module resolution than n8n's build has. */
declare module '@supabase/lite/postgres' {
	import type { Options, PostgresType, Sql } from 'postgres';
	import type { Connection } from '@supabase/lite';

	export interface PostgresConnection extends Connection<Sql> {
		driver: Sql;
		normalizeDbError(failure: unknown): unknown;
		ensureRlsContext(): Promise<boolean>;
		clearSchemaCache(): Promise<void>;
		close(): Promise<void>;
	}

	export function createPostgresConnection(config: {
		url: string;
		postgresOptions?: Options<Record<string, PostgresType>>;
	}): PostgresConnection;
}
