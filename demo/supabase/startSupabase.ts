import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CallLog } from './callLog';
import { controlOf, type Control } from './controlClient';
import { mainDatabase } from './names';
import type { ReadyLine } from './readyLine';
import { startServerProcess } from './serverProcess';

export interface StartOptions {
	/** Everything that lasts lies here: the cluster, the keys, the logs. */
	readonly dataDir: string;
	/** true: what was acknowledged survives even a power cut. false: quicker, for tests. */
	readonly durable?: boolean;
	/** Applied to the main database before it is served. */
	readonly migrationsDir?: string;
	/** Wanted port of the API; when it is taken, another is used. */
	readonly port?: number;
	/** The Node it runs on; unless given, the one that asks for it. */
	readonly node?: string;
}

export interface Supabase extends ReadyLine {
	/** For further databases, call logs, outages. */
	readonly control: Control;
	/** Makes (or finds again) a plain database in the same PostgreSQL. @returns its address, as superuser */
	createDatabase(name: string): Promise<string>;
	/** The calls to the main database's API, oldest first. */
	calls(): Promise<CallLog[]>;
	/** Resolves when the server ends, whoever ended it. Waiting for it does not keep this process alive. */
	readonly ended: Promise<void>;
	/** Ends the server and its PostgreSQL, and waits until both are gone. */
	stop(): Promise<void>;
}

/**
 * Starts the embedded Supabase as a child process. It ends with this process, however this one ends.
 * @throws when it does not start, with what it said
 */
export async function startSupabase(options: StartOptions): Promise<Supabase> {
	const dataDir = resolve(options.dataDir);
	mkdirSync(dataDir, { recursive: true });
	const place = { logFile: join(dataDir, 'server.log'), node: options.node };
	const server = await startServerProcess(argumentsFor(options), place);
	const control = controlOf(server.ready);
	return {
		...server.ready,
		control,
		createDatabase: async (name) => (await control.open({ name, served: false })).pgUrl,
		calls: () => control.calls(mainDatabase),
		ended: server.ended,
		stop: () => server.stop(),
	};
}

function argumentsFor({ dataDir, port, durable, migrationsDir }: StartOptions): string[] {
	return [
		...['--data', resolve(dataDir)],
		...(port ? ['--port', String(port)] : []),
		...(durable ? ['--durable'] : []),
		...(migrationsDir ? ['--migrations', resolve(migrationsDir)] : []),
	];
}
