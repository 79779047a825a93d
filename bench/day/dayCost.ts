/** What a day, or the stated part of it, cost. Times are sums in milliseconds. */
export interface DayCost {
	workspaces: number;
	/** Which ticks were played, and how many. */
	slice: string;
	ticks: number;
	runs: number;
	changes: number;
	written: number;
	serviceTitanCalls: number;
	/** The most calls of one run: the most one tenant saw in a second. */
	mostCallsOfARun: number;
	databaseCalls: number;
	databaseMs: number;
	/** CPU time of the process less what the simulator took. */
	workerCpuMs: number;
	elapsedMs: number;
}

export interface DayResult extends DayCost {
	/** A run of a usual tick in the real n8n, from outside: the median. */
	inN8n: { changes: number; ms: number };
}
