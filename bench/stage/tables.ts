import type { Sql } from 'postgres';
import { setUpWorkspace, type Api } from '../../demo/stage/workspace';
import { CURSORS } from '../workflows/reading';

/** The table in which the alternatives keep their cursors. */
export async function makeCursors(sql: Sql): Promise<void> {
	await sql.unsafe(`
		create table if not exists ${CURSORS} (name text primary key, modified_on text);
		alter table ${CURSORS} enable row level security;
		grant select, insert, update on ${CURSORS} to service_role;
	`);
}

const EVERYTHING = '2000-01-01T00:00:00Z';

/** Nothing was ever synced: no contacts, no state, the alternatives' cursors before everything. */
export async function emptyDatabase(
	sql: Sql,
	api: Api,
	{ workspaceId, tenantId, ways }: { workspaceId: string; tenantId: string; ways: string[] },
): Promise<void> {
	const tables = await sql<Array<{ name: string }>>`
		select tablename as name from pg_tables
		where schemaname = 'public' and (tablename = 'contacts' or tablename like 'servicetitan\\_%')`;
	await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')}`);
	await sql.unsafe(`truncate ${CURSORS}`);
	for (const name of ways)
		await sql`insert into ${sql(CURSORS)} (name, modified_on) values (${name}, ${EVERYTHING})`;
	await setUpWorkspace(api, { workspaceId, tenantId, timezone: 'UTC' });
}

/** All ways read from this moment on, whatever the one before has read: as after a tick long ago. */
export async function readFrom(sql: Sql, since: string): Promise<void> {
	await sql`update ${sql(CURSORS)} set modified_on = ${since}`;
	await sql`update servicetitan_sync_state set last_modified_cursor = ${since}`;
	await sql`delete from servicetitan_sync_delivered`;
}

/** How many contacts there are, all or those whose name begins with a word. */
export async function countContacts(sql: Sql, word = ''): Promise<number> {
	const [row] = await sql<Array<{ count: number }>>`
		select count(*)::int as count from contacts
		where concat_ws(' ', firstname, lastname) like ${`${word}%`}`;
	return row?.count ?? 0;
}

/** The rows a full sync left, in COPY's own format, with every column. */
export async function dumpContacts(sql: Sql): Promise<Buffer> {
	const reader = await sql`copy contacts to stdout`.readable();
	// Not `for await`: the driver's stream stands still then once its buffer was full.
	return await new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		reader.on('data', (part: Buffer) => parts.push(part));
		reader.once('error', reject);
		reader.once('end', () => resolve(Buffer.concat(parts)));
	});
}
