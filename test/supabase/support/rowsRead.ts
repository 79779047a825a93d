import type { Sql, TransactionSql } from 'postgres';

/** Rows of a table that a piece of work has read: `all` by going through the whole table, `found` by an index. */
export interface RowsRead {
	all: number;
	found: number;
}

export const rowsRead = (
	sql: Sql,
	table: string,
	work: (transaction: TransactionSql) => Promise<unknown>,
): Promise<RowsRead> =>
	sql.begin(async (transaction) => {
		// What the connection has read before is not yet out of its counters.
		const before = await counters(transaction, table);
		await work(transaction);
		const after = await counters(transaction, table);
		return { all: after.all - before.all, found: after.found - before.found };
	}) as Promise<RowsRead>;

async function counters(sql: TransactionSql, table: string): Promise<RowsRead> {
	const [row] = await sql`
		select seq_tup_read as all, idx_tup_fetch as found from pg_stat_xact_user_tables where relname = ${table}`;
	return { all: Number(row?.all), found: Number(row?.found) };
}
