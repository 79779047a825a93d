import {
	APP_KEY,
	CLIENT_ID,
	CLIENT_SECRET,
	ServiceTitanSimulator,
	TENANT_ID,
} from '../../simulator';
import type { Accounts } from './credentials';
import { KeptRecords } from './keptRecords';

/** The simulated ServiceTitan, served over HTTP in this process. */
export interface SimulatedServiceTitan {
	simulator: ServiceTitanSimulator;
	/** Its page, where a person edits customers. */
	url: string;
	/** What the credential holds. */
	account: Accounts['serviceTitan'];
	/** Whether its records are those of an earlier start. */
	restored: boolean;
	stop(): Promise<void>;
}

const everyFewSeconds = 3_000;

/** @param file  where its records are kept between starts */
export async function openServiceTitan({
	port,
	customers,
	file,
}: {
	port: number;
	customers: number;
	file: string;
}): Promise<SimulatedServiceTitan> {
	const records = new KeptRecords(file);
	const restored = records.exist;
	const simulator = new ServiceTitanSimulator({ customers: restored ? 0 : customers });
	const { tenant } = simulator;
	if (restored) records.restore(tenant);
	const keep = () => records.keep(tenant);
	keep();
	const timer = setInterval(keep, everyFewSeconds);
	const server = await simulator.listen({ port });
	return {
		simulator,
		url: server.url,
		restored,
		account: {
			url: server.apiUrl,
			tenantId: String(TENANT_ID),
			clientId: CLIENT_ID,
			clientSecret: CLIENT_SECRET,
			appKey: APP_KEY,
		},
		async stop() {
			clearInterval(timer);
			keep();
			await server.close();
		},
	};
}
