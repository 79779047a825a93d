import type { NewDatabase } from './controlMessages';
import { DatabaseApi } from './databaseApi';
import type { Databases } from './databases';
import type { Keys } from './keys';
import { openLiteApi, type LiteApi } from './liteApi';
import { blankSupabase } from './names';

export interface ServedDatabase {
	readonly name: string;
	readonly pgUrl: string;
	/** null: a plain database without an API, e.g. n8n's own. */
	readonly api: DatabaseApi | null;
}

/** The databases of one PostgreSQL, and the APIs on them. One change at a time: roles and templates are shared. */
export class Cluster {
	private readonly known = new Map<string, ServedDatabase>();
	private queue: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly databases: Databases,
		private readonly urlOf: (database: string) => string,
		private readonly keys: Keys,
	) {}

	/** Makes the template at the first start of a data folder. */
	async prepareBlank(): Promise<void> {
		if (await this.databases.exists(blankSupabase)) return;
		// A start that was killed here leaves no half-made template behind.
		const unfinished = `${blankSupabase}_unfinished`;
		await this.databases.drop(unfinished);
		await this.databases.create(unfinished);
		const lite = await this.openLite({ name: unfinished });
		await lite.close();
		await this.databases.rename(unfinished, blankSupabase);
	}

	/** Opens a database, making it first when it is not there. */
	open(wanted: NewDatabase): Promise<ServedDatabase> {
		return this.inTurn(async () => {
			const { name, template, served = true, port } = wanted;
			const known = this.known.get(name);
			if (known && (known.api || !served)) return known;
			if (!(await this.databases.exists(name))) await this.databases.create(name, template);
			const api = served ? new DatabaseApi(await this.openLite(wanted)) : null;
			await api?.open(port);
			const database = { name, pgUrl: this.urlOf(name), api };
			this.known.set(name, database);
			return database;
		});
	}

	get(name: string): ServedDatabase | undefined {
		return this.known.get(name);
	}

	async drop(name: string): Promise<void> {
		await this.inTurn(async () => {
			await this.known.get(name)?.api?.close();
			this.known.delete(name);
		});
		await this.databases.drop(name);
	}

	async close(): Promise<void> {
		const apis = [...this.known.values()].map(({ api }) => api?.close());
		await Promise.all([...apis, this.databases.close()]);
	}

	private openLite({ name, schemas, statementTimeoutMs }: NewDatabase): Promise<LiteApi> {
		return openLiteApi({ pgUrl: this.urlOf(name), keys: this.keys, schemas, statementTimeoutMs });
	}

	private inTurn<T>(change: () => Promise<T>): Promise<T> {
		const mine = this.queue.then(change);
		this.queue = mine.catch(() => undefined);
		return mine;
	}
}
