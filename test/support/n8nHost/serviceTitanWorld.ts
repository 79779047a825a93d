import {
	APP_KEY,
	CLIENT_ID,
	CLIENT_SECRET,
	ServiceTitanSimulator,
	TENANT_ID,
	type Options,
} from '../../../simulator';
import type { Clock } from '../../../sync/ports';
import { N8nHost } from './n8nHost';

/** A credential as a person fills it in for the simulator's first business. */
export const filledIn = () => ({
	environment: 'production',
	apiUrl: '',
	authUrl: '',
	tenantId: String(TENANT_ID),
	clientId: CLIENT_ID,
	clientSecret: CLIENT_SECRET,
	appKey: APP_KEY,
	accessToken: '',
	tokenFingerprint: '',
});

export type ServiceTitanCredential = ReturnType<typeof filledIn>;

/** A clock that a test moves; sleeping moves it too, and takes no time. */
export class TestClock implements Clock {
	readonly slept: number[] = [];

	constructor(private ms = Date.parse('2026-07-01T12:00:00Z')) {}

	now = (): number => this.ms;
	chance = (): number => 0.5;
	newId = (): string => '00000000-0000-4000-8000-000000000000';

	pass(ms: number): void {
		this.ms += ms;
	}

	sleep = (ms: number): Promise<void> => {
		this.slept.push(ms);
		this.pass(ms);
		return Promise.resolve();
	};
}

/** A simulated ServiceTitan and an n8n with its credential; requests go from one to the other in this process. */
export function startServiceTitanWorld(options: Options = {}) {
	const clock = new TestClock();
	const simulator = new ServiceTitanSimulator({ clock, ...options });
	const credential = filledIn();
	const host = new N8nHost((request) => simulator.fetch(request), {
		serviceTitanOAuth2Api: credential,
	});
	return { simulator, clock, credential, host };
}
