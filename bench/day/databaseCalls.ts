import type { Sql } from 'postgres';
import type { CallFunction } from '../../transport/supabase/connectSupabase';

/** The real functions, called without the API between, and the time each call took. */
export class DatabaseCalls {
	count = 0;
	ms = 0;

	constructor(private readonly sql: Sql) {}

	readonly call: CallFunction = async (name, args) => {
		const names = Object.keys(args);
		const list = names.map((one, index) => `${one} => $${index + 1}`).join(', ');
		const values = names.map((one) => this.asParameter(args[one]));
		const started = performance.now();
		const [row] = await this.sql.unsafe<Array<{ answer: unknown }>>(
			`select ${name}(${list}) as answer`,
			values as never[],
			{ prepare: true },
		);
		this.ms += performance.now() - started;
		this.count += 1;
		return row?.answer;
	};

	private asParameter(value: unknown): unknown {
		return typeof value === 'object' && value !== null ? this.sql.json(value as never) : value;
	}
}
