/** What the bench asks of the simulated ServiceTitan beside its API: its control page's addresses. */
export interface SimulatorControl {
	/** The running number of the last request, tokens included. */
	requests(): Promise<number>;
	/** The requests after a number. */
	requestsAfter(number: number): Promise<LoggedRequest[]>;
	/** Gives so many customers another name. @returns the moment just before */
	rename(count: number, word: string): Promise<string>;
	setRateLimit(on: boolean): Promise<void>;
	setTokenLife(seconds: number): Promise<void>;
}

export interface LoggedRequest {
	number: number;
	/** ISO 8601. */
	at: string;
	method: string;
	path: string;
	search: string;
	status: number;
}

export function simulatorControl(url: string): SimulatorControl {
	const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
		const content = body ? { body: JSON.stringify(body) } : {};
		const response = await fetch(`${url}/control${path}`, { method, ...content });
		if (!response.ok) throw new Error(`The simulator refused ${path}: ${await response.text()}`);
		return (await response.json()) as T;
	};
	const log = async (query: string) =>
		(await ask<{ entries: LoggedRequest[] }>('GET', `/log?${query}`)).entries;
	return {
		requests: async () => (await log('limit=1'))[0]?.number ?? 0,
		requestsAfter: async (number) => await log(`after=${number}&limit=20000`),
		async rename(count, word) {
			const { renamed, since } = await ask<{ renamed: number; since: string }>('POST', '/rename', {
				count,
				word,
			});
			if (renamed !== count) throw new Error(`Only ${renamed} of ${count} customers were renamed.`);
			return since;
		},
		// JSON knows no infinity.
		setRateLimit: async (on) =>
			void (await ask('PATCH', '/switches', { ratePerSecond: on ? 60 : 1_000_000 })),
		setTokenLife: async (seconds) =>
			void (await ask('PATCH', '/switches', { tokenSeconds: seconds })),
	};
}
