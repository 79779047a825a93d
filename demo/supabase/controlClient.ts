import { z } from 'zod';
import { CallLog } from './callLog';
import { DatabaseAddress, type NewDatabase } from './controlMessages';
import type { Outage } from './outage';

/** Where the control endpoints are, and the key they want. */
export interface ControlAddress {
	readonly controlUrl: string;
	readonly secretKey: string;
}

/** The control endpoints of a running embedded Supabase; usable from any process. */
export interface Control {
	/** Makes a database (a copy of `template`, or empty) and opens an API on it unless `served` is false. */
	open(database: NewDatabase): Promise<DatabaseAddress>;
	drop(database: string): Promise<void>;
	calls(database: string): Promise<CallLog[]>;
	/** How many calls there were since the start, kept or not. */
	totalCalls(database: string): Promise<number>;
	clearCalls(database: string): Promise<void>;
	/** @param outage  null ends it */
	setOutage(database: string, outage: Outage | null): Promise<void>;
	/** Makes the API see a changed schema now, not a moment later. */
	reloadSchema(database: string): Promise<void>;
}

export function controlOf(address: ControlAddress): Control {
	const ask = (method: string, path: string, body?: unknown) =>
		call(address, { method, path, body });
	const of = (database: string, rest = '') => `/databases/${encodeURIComponent(database)}${rest}`;
	return {
		open: async (database) => DatabaseAddress.parse(await ask('POST', '/databases', database)),
		drop: async (database) => void (await ask('DELETE', of(database))),
		calls: async (database) => z.array(CallLog).parse(await ask('GET', of(database, '/calls'))),
		totalCalls: async (database) => z.number().parse(await ask('GET', of(database, '/total'))),
		clearCalls: async (database) => void (await ask('DELETE', of(database, '/calls'))),
		setOutage: async (database, outage) =>
			void (await ask(outage ? 'PUT' : 'DELETE', of(database, '/outage'), outage ?? undefined)),
		reloadSchema: async (database) => void (await ask('POST', of(database, '/reload'))),
	};
}

interface Question {
	readonly method: string;
	readonly path: string;
	readonly body: unknown;
}

async function call({ controlUrl, secretKey }: ControlAddress, { method, path, body }: Question) {
	const response = await fetch(`${controlUrl}${path}`, {
		method,
		headers: { authorization: `Bearer ${secretKey}` },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const answer: unknown = await response.json();
	if (!response.ok) throw new Error(`Embedded Supabase, ${method} ${path}: ${String(answer)}`);
	return answer;
}
