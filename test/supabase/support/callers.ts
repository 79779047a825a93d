import type { Sql } from 'postgres';

/** What a function of the database answers. */
export interface Answer {
	outcome: string;
	[fact: string]: unknown;
}

export type Arguments = Record<string, unknown>;
export type Call = (name: string, args?: Arguments) => Promise<Answer>;

/**
 * Calls `servicetitan_<name>` as the secret key would, by named arguments.
 * Objects and arrays travel as jsonb; nothing else is converted.
 */
export function callerOf(sql: Sql, role = 'service_role'): Call {
	return (name, args = {}) =>
		sql.begin(async (transaction) => {
			await transaction.unsafe(`set local role ${role}`);
			return await callWith(transaction, name, args);
		}) as Promise<Answer>;
}

/** The same inside a transaction or connection that is there already. */
export async function callWith(
	sql: Pick<Sql, 'unsafe'> & { json: Sql['json'] },
	name: string,
	args: Arguments = {},
): Promise<Answer> {
	const named = Object.keys(args).map((key, place) => `p_${key} => $${place + 1}`);
	const values = Object.values(args).map((value) =>
		value !== null && typeof value === 'object'
			? sql.json(value as Parameters<Sql['json']>[0])
			: (value as string),
	);
	const [row] = await sql.unsafe(
		`select servicetitan_${name}(${named.join(', ')}) as answer`,
		values,
	);
	return row?.answer as Answer;
}
