import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../account';
import type { Host } from '../host/host';
import type { N8nPlace } from '../n8n/environment';
import { N8nClient } from '../n8n/N8nClient';
import { placePackage } from '../n8n/placePackage';
import { startN8n } from '../n8n/startN8n';
import { freePort } from '../process/freePort';
import { demoCredentials } from './credentials';
import type { DataFolder } from './dataFolder';
import { root } from './root';
import type { PackagedN8n, Ends } from './stage';
import type { Undo } from './undo';

interface Given {
	data: DataFolder;
	host: Host;
	account: Account;
	more?: Record<string, string>;
}

/** Starts n8n with the built package and both credentials, and logs in. */
export async function startPackagedN8n(
	services: Ends,
	undo: Undo,
	given: Given,
): Promise<PackagedN8n> {
	const { data, host, account } = given;
	const database = await services.supabase.createDatabase('n8n');
	const folder = folderIn(data);
	mkdirSync(folder, { recursive: true });
	placePackage(root, folder, host.modules);
	account.tell(`Using ${host.name}.`);
	const { place, n8n } = await account.during('Starting n8n (half a minute the first time)', () =>
		startOnFreePorts(given, database),
	);
	undo.later(() => n8n.stop());
	data.savePorts(portsOf(place, services));
	const owner = { ...person, password: data.password };
	const client = await N8nClient.connect(n8n.url, owner);
	// A workflow that is active from the last time polls before it has these. It meets the same ports, or is
	// published anew with the right ones in a moment.
	const credentials = await client.storeCredentials(
		demoCredentials({ serviceTitan: services.serviceTitan.account, supabase: services.supabase }),
	);
	return { place, n8n, client, owner, credentials };
}

const person = { email: 'demo@example.com', firstName: 'Demo', lastName: 'Owner' };

const attempts = 3;

/**
 * n8n takes its ports many seconds after they were looked at, and somebody else may be quicker. The next try is made
 * far away from there, lest both step aside to the same place.
 */
async function startOnFreePorts(given: Given, database: string) {
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

const folderIn = (data: DataFolder): string => join(data.path, 'n8n');

const portsOf = ({ port, brokerPort }: N8nPlace, { supabase, serviceTitan }: Ends) => ({
	n8n: port,
	broker: brokerPort,
	supabase: Number(new URL(supabase.url).port),
	simulator: Number(new URL(serviceTitan.url).port),
});
