import type { IPollFunctions } from 'n8n-workflow';

import { brief, type RetryPolicy } from '../../../core/retry';
import { ServiceTitanSimulator } from '../../../simulator';
import { connectServiceTitan } from '../../../transport/serviceTitan';
import type { Clock } from '../../../sync/ports';
import { credentialsFor } from './credentials';
import { Requests } from './requests';

/** ServiceTitan without a database: its clock is a number that the test moves, and waiting takes no time. */
export async function serviceTitanAlone({
	customers = 0,
	policy = brief,
}: { customers?: number; policy?: RetryPolicy } = {}) {
	let now = Date.parse('2026-03-02T12:00:00.000Z');
	const waited: number[] = [];
	const clock: Clock = {
		now: () => now,
		sleep: async (ms) => {
			waited.push(ms);
			now += ms;
		},
		chance: () => 0.5,
		newId: () => 'id',
	};
	const simulator = new ServiceTitanSimulator({ clock, customers });
	const requests = new Requests(simulator, credentialsFor());
	const context = {
		getCredentials: async () => requests.credentials.serviceTitanOAuth2Api,
		helpers: {
			httpRequestWithAuthentication: async (credential: string, request: never) =>
				await requests.send(credential, request),
		},
	} as unknown as IPollFunctions;
	return {
		simulator,
		clock,
		waited,
		connection: await connectServiceTitan(context, clock, policy),
		pass: (minutes: number) => {
			now += minutes * 60_000;
		},
	};
}
