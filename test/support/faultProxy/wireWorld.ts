import { listen } from '../../../simulator/listen';
import { startWorld, type World } from '../world/world';
import { sendAsN8n, timeLimits } from './asN8n';
import { startFaultProxy, type FaultProxy, type Strike } from './faultProxy';
import { virtualClock } from './virtualClock';

interface Proxies {
	serviceTitan: FaultProxy;
	supabase: FaultProxy;
}

export interface WireWorld extends World {
	proxies: Proxies;
	/** From now on these requests meet the fault, those to the other service too unless one is named. */
	strike(strike: Strike, service?: keyof Proxies): void;
	heal(): void;
}

/** How long a request waits that is never answered: by service, and for a token. */
const LIMITS_MS = { token: 30_000, serviceTitan: 105_000, supabase: 60_000 };

/** A world whose every request goes over real sockets, through a proxy in front of each service. */
export async function startWireWorld(customers: number): Promise<WireWorld> {
	const world = await startWorld({ customers });
	const simulator = await listen((request) => world.serviceTitan.fetch(request), {});
	const proxies: Proxies = {
		serviceTitan: await startFaultProxy(simulator.url),
		supabase: await startFaultProxy(world.database.url),
	};
	for (const [service, proxy] of Object.entries(proxies)) {
		proxy.onStrike = (strike: Strike, path: string) =>
			virtualClock.pass(timeLostBy(strike, path, service));
	}
	const { credentials } = world.requests;
	const { url } = proxies.serviceTitan;
	Object.assign(credentials.serviceTitanOAuth2Api, { apiUrl: url, authUrl: url, accessToken: '' });
	credentials.supabaseSyncApi.url = proxies.supabase.url;
	world.requests.send = async (name, request) => await sendAsN8n(credentials, name, request);
	return {
		...world,
		proxies,
		strike(strike: Strike, service?: keyof Proxies) {
			timeLimits.shortened = strike.fault.hangs ? HANGS_SHORTENED : 1;
			shortenOurOwn();
			for (const [name, proxy] of Object.entries(proxies)) {
				if (name === (service ?? name)) proxy.strike(strike);
			}
		},
		heal() {
			timeLimits.shortened = 1;
			for (const proxy of Object.values(proxies)) proxy.heal();
		},
		async end() {
			await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
			await simulator.close();
			await world.end();
		},
	};
}

/** A hang takes exactly its time limit; that time is counted where it begins, in full. */
function timeLostBy({ fault }: Strike, path: string, service: string): number {
	if (!fault.hangs) return 0;
	if (path.startsWith('/connect/token')) return LIMITS_MS.token;
	return service === 'supabase' ? LIMITS_MS.supabase : LIMITS_MS.serviceTitan;
}

/** A minute passes in a fifth of a second. */
const HANGS_SHORTENED = 300;

const ownLimit = AbortSignal.timeout.bind(AbortSignal);

function shortenOurOwn(): void {
	AbortSignal.timeout = (ms) => ownLimit(ms / timeLimits.shortened);
}
