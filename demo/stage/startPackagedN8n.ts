import { mkdirSync } from 'node:fs';
import type { Account } from '../account';
import type { N8nPlace } from '../n8n/environment';
import { N8nClient } from '../n8n/N8nClient';
import { placePackage } from '../n8n/placePackage';
import { demoCredentials } from './credentials';
import { root } from './root';
import type { PackagedN8n, Ends } from './stage';
import { folderIn, startOnFreePorts, type Given } from './startOnFreePorts';
import type { Undo } from './undo';

/** Starts n8n with the built package and both credentials, and logs in. */
export async function startPackagedN8n(
	services: Ends,
	undo: Undo,
	given: Given & { account: Account },
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

const portsOf = ({ port, brokerPort }: N8nPlace, { supabase, serviceTitan }: Ends) => ({
	n8n: port,
	broker: brokerPort,
	supabase: Number(new URL(supabase.url).port),
	simulator: Number(new URL(serviceTitan.url).port),
});
