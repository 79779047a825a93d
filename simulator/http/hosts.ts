import type { Environment } from '../tenant/tenant';

const HOSTS: Record<string, Environment> = {
	'api.servicetitan.io': 'production',
	'auth.servicetitan.io': 'production',
	'api-integration.servicetitan.io': 'integration',
	'auth-integration.servicetitan.io': 'integration',
};

/** @returns which environment the real host of that name would be; `undefined` for any other host, which is taken as right */
export const environmentOf = (url: string): Environment | undefined => HOSTS[new URL(url).hostname];
