import { join } from 'node:path';
import type { Host } from '../host/host';
import type { N8nPlace } from '../n8n/environment';
import { startN8n, type RunningN8n } from '../n8n/startN8n';
import { freePort } from '../process/freePort';
import type { DataFolder } from './dataFolder';

export interface Given {
	data: DataFolder;
	host: Host;
	/** Further variables for n8n. */
	more?: Record<string, string>;
}

const attempts = 3;

/**
 * n8n takes its ports many seconds after they were looked at, and somebody else may be quicker. The next try is made
 * far away from there, lest both step aside to the same place.
 */
export async function startOnFreePorts(
	given: Given,
	database: string,
): Promise<{ place: N8nPlace; n8n: RunningN8n }> {
	for (let attempt = 1; ; attempt++) {
		const place = await placeOf(given, database, attempt > 1);
		try {
			return { place, n8n: await startN8n(place, join(given.data.path, 'n8n.log')) };
		} catch (cause) {
			const taken = /port \d+ is already in use/.test((cause as Error).message);
			if (!taken || attempt === attempts) throw cause;
		}
	}
}

async function placeOf(
	{ data, host, more }: Given,
	database: string,
	elsewhere: boolean,
): Promise<N8nPlace> {
	const wished = elsewhere ? anywhere() : data.ports;
	const port = await freePort(wished.n8n);
	return {
		host,
		folder: folderIn(data),
		database,
		port,
		brokerPort: await freePort(wished.broker, [port]),
		encryptionKey: data.encryptionKey,
		more,
	};
}

const anywhere = () => {
	const n8n = 20_000 + Math.floor(Math.random() * 20_000);
	return { n8n, broker: n8n + 1 };
};

/** n8n's user folder. */
export const folderIn = (data: DataFolder): string => join(data.path, 'n8n');
