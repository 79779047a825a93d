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
import type { PackagedN8n, Services } from './stage';
import type { Undo } from './undo';

interface Given {
	data: DataFolder;
	host: Host;
	account: Account;
	more?: Record<string, string>;
}

/** Starts n8n with the built package and both credentials, and logs in. */
export async function startPackagedN8n(
	{ supabase, serviceTitan }: Services,
	undo: Undo,
	given: Given,
): Promise<PackagedN8n> {
	const { data, host, account } = given;
	const place = await placeOf(given, await supabase.createDatabase('n8n'));
	mkdirSync(place.folder, { recursive: true });
	placePackage(root, place.folder, host.modules);
	account.tell(`Using ${host.name}.`);
	const n8n = await account.during('Starting n8n (half a minute the first time)', () =>
		startN8n(place, join(data.path, 'n8n.log')),
	);
	undo.later(() => n8n.stop());
	data.savePorts({
		n8n: place.port,
		broker: place.brokerPort,
		supabase: Number(new URL(supabase.url).port),
		simulator: Number(new URL(serviceTitan.url).port),
	});
	const owner = { ...person, password: data.password };
	const client = await N8nClient.connect(n8n.url, owner);
	// A workflow that is active from the last time polls before it has these. It meets the same ports, or is
	// published anew with the right ones in a moment.
	const credentials = await client.storeCredentials(
		demoCredentials({ serviceTitan: serviceTitan.account, supabase }),
	);
	return { place, n8n, client, owner, credentials };
}

const person = { email: 'demo@example.com', firstName: 'Demo', lastName: 'Owner' };

async function placeOf({ data, host, more }: Given, database: string): Promise<N8nPlace> {
	const port = await freePort(data.ports.n8n);
	return {
		host,
		folder: join(data.path, 'n8n'),
		database,
		port,
		brokerPort: await freePort(data.ports.broker, [port]),
		encryptionKey: data.encryptionKey,
		more,
	};
}
