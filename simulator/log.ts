/** One request and what it was answered. */
export interface LogEntry {
	/** Counts from 1 and goes on when the log is cleared. */
	number: number;
	/** ISO 8601 UTC, by the simulator's clock. */
	at: string;
	method: string;
	path: string;
	/** The query as it was sent, without the question mark. */
	search: string;
	/** The query as it was understood; of a parameter given twice, the first. */
	query: Record<string, string>;
	/** Those of interest, secrets shortened. */
	headers: Record<string, string>;
	/** Parsed where it was JSON or a form; the client secret is left out. */
	body: unknown;
	/** 0 while there is no answer, and where the connection was reset. */
	status: number;
	/** Real milliseconds until the answer. */
	ms: number;
	/** The fault that was played, if one was. */
	fault?: string;
	/** How many records a list or export answered with. */
	rows?: number;
}

const KEPT = 20_000;

/** Every request to the API and for tokens, in the order of arrival. */
export class RequestLog {
	private readonly kept: LogEntry[] = [];
	private total = 0;

	add(entry: Omit<LogEntry, 'number'>): LogEntry {
		const numbered = { number: ++this.total, ...entry };
		this.kept.push(numbered);
		// Not one by one: each time, all that stay are moved.
		if (this.kept.length >= 2 * KEPT) this.forget();
		return numbered;
	}

	/** The last 20,000. */
	get entries(): readonly LogEntry[] {
		if (this.kept.length > KEPT) this.forget();
		return this.kept;
	}

	/** How many requests there were from the beginning, cleared and forgotten ones included. */
	get count(): number {
		return this.total;
	}

	/** Those to a path: a text that must be its end, or a pattern. */
	to(path: string | RegExp, method?: string): LogEntry[] {
		const matches = (entry: LogEntry): boolean =>
			typeof path === 'string' ? entry.path.endsWith(path) : path.test(entry.path);
		return this.entries.filter((entry) => matches(entry) && (!method || entry.method === method));
	}

	clear(): void {
		this.kept.length = 0;
	}

	private forget(): void {
		this.kept.splice(0, this.kept.length - KEPT);
	}
}
