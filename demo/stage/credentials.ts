import type { Credential } from '../n8n/storeCredentials';

export interface Accounts {
	serviceTitan: {
		url: string;
		tenantId: string;
		clientId: string;
		clientSecret: string;
		appKey: string;
	};
	supabase: { url: string; secretKey: string };
}

/** Both credentials as a person would fill them in. */
export const demoCredentials = ({ serviceTitan, supabase }: Accounts): Credential[] => [
	{
		name: 'ServiceTitan (simulated)',
		type: 'serviceTitanOAuth2Api',
		data: {
			environment: 'custom',
			apiUrl: serviceTitan.url,
			authUrl: serviceTitan.url,
			tenantId: serviceTitan.tenantId,
			clientId: serviceTitan.clientId,
			clientSecret: serviceTitan.clientSecret,
			appKey: serviceTitan.appKey,
		},
	},
	{
		name: 'Supabase (embedded)',
		type: 'supabaseSyncApi',
		data: { url: supabase.url, secretKey: supabase.secretKey, schema: 'public' },
	},
];
