import { DatabaseApi } from './databaseApi';
import type { Databases } from './databases';
import type { Keys } from './keys';
import { openLiteApi } from './liteApi';

export interface ServedDatabase {
	readonly name: string;
	readonly pgUrl: string;
	/** null: a plain database without an API, e.g. n8n's own. */
	readonly api: DatabaseApi | null;
}

export interface NewDatabase {
	readonly name: string;
	/** The database to copy; `blankSupabase` is a Supabase with nothing in it. Without one: a plain empty database. */
	readonly template?: string;
	/** false: no API on it. */
	readonly served?: boolean;
	readonly port?: number;
	readonly statementTimeoutMs?: number;
}

/** A Supabase with nothing in it yet: the template of the others. */
export const blankSupabase = 'blank_supabase';

const hostedTimeoutMs = 8_000;

/** The databases of one PostgreSQL, and the APIs on them. One change at a time: roles and templates are shared. */
export class Cluster {
	private readonly served = new Map<string, ServedDatabase>();
	private queue: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly databases: Databases,
		private readonly urlOf: (database: string) => string,
		private readonly keys: Keys,
	) {}

	/** Makes the template at the first start of a data folder. */
	async prepareBlank(): Promise<void> {
		if (await this.databases.exists(blankSupabase)) return;
		const unfinished = `${blankSupabase}_unfinished`;
		await this.databases.drop(unfinished);
		await this.databases.create(unfinished);
		const lite = await this.openLite(unfinished, hostedTimeoutMs);
		await lite.close();
		await this.databases.rename(unfinished, blankSupabase);
	}

	/** Opens a database, making it first when it is not there. */
	open(wanted: NewDatabase): Promise<ServedDatabase> {
		return this.inTurn(async () => {
			const known = this.served.get(wanted.name);
			if (known?.api || (known && wanted.served === false)) return known;
			if (!(await this.databases.exists(wanted.name))) {
				await this.databases.create(wanted.name, wanted.template);
			}
			const api = wanted.served === false ? null : await this.openApi(wanted);
			const database = { name: wanted.name, pgUrl: this.urlOf(wanted.name), api };
			this.served.set(wanted.name, database);
			return database;
		});
	}

	get(name: string): ServedDatabase | undefined {
		return this.served.get(name);
	}

	drop(name: string): Promise<void> {
		return this.inTurn(async () => {
			await this.served.get(name)?.api?.close();
			this.served.delete(name);
			await this.databases.drop(name);
		});
	}

	async close(): Promise<void> {
		await Promise.all([...this.served.values()].map((database) => database.api?.close()));
		await this.databases.close();
	}

	private async openApi({ name, port, statementTimeoutMs }: NewDatabase): Promise<DatabaseApi> {
		const api = new DatabaseApi(await this.openLite(name, statementTimeoutMs ?? hostedTimeoutMs));
		await api.open(port);
		return api;
	}

	private openLite(name: string, statementTimeoutMs: number) {
		return openLiteApi({ pgUrl: this.urlOf(name), keys: this.keys, statementTimeoutMs });
	}

	private inTurn<T>(change: () => Promise<T>): Promise<T> {
		const mine = this.queue.then(change);
		this.queue = mine.catch(() => undefined);
		return mine;
	}
}
