import { parseArgs } from 'node:util';

export interface Settings {
	/** Folder for everything that lasts: cluster, keys, log. */
	readonly dataDir: string;
	/** Wanted port of the API; a free one is taken when it is not free. 0: any. */
	readonly port: number;
	readonly durable: boolean;
	/** Applied to the main database before it is served. */
	readonly migrationsDir: string | null;
}

export const usage =
	'tsx demo/supabase/server.ts --data FOLDER [--port N] [--durable] [--migrations FOLDER]';

/** @throws when an option is unknown or the folder is missing */
export function readSettings(args: string[]): Settings {
	const { values } = parseArgs({
		args,
		options: {
			data: { type: 'string' },
			port: { type: 'string', default: '0' },
			durable: { type: 'boolean', default: false },
			migrations: { type: 'string' },
		},
	});
	const port = Number(values.port);
	if (!values.data) throw new Error(`--data is missing. Usage: ${usage}`);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new Error(`--port ${values.port} is no port.`);
	return {
		dataDir: values.data,
		port,
		durable: values.durable,
		migrationsDir: values.migrations ?? null,
	};
}
