import postgres, { type Sql } from 'postgres';

/** The databases of one cluster: make, copy, drop. */
export interface Databases {
	exists(name: string): Promise<boolean>;
	/** @param template  the database to copy; nobody may be connected to it */
	create(name: string, template?: string): Promise<void>;
	rename(from: string, to: string): Promise<void>;
	/** Ends the connections that are left, then drops it. Nothing happens when it is not there. */
	drop(name: string): Promise<void>;
	close(): Promise<void>;
}

/** @param adminUrl  a superuser's address of the database `postgres` */
export function databasesOf(adminUrl: string): Databases {
	const sql: Sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
	return {
		async exists(name) {
			return (await sql`select 1 from pg_database where datname = ${name}`).length > 0;
		},
		async create(name, template = 'template0') {
			// Copying files is a few times quicker than logging each page, in a cluster as small as these.
			await sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`;
		},
		async rename(from, to) {
			await sql`alter database ${sql(from)} rename to ${sql(to)}`;
		},
		async drop(name) {
			// On a connection of its own: it waits for a checkpoint and for every process of PostgreSQL, and nobody else has to.
			const own: Sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
			await own`drop database if exists ${own(name)} with (force)`.finally(() =>
				own.end({ timeout: 2 }),
			);
		},
		close: () => sql.end({ timeout: 2 }),
	};
}
