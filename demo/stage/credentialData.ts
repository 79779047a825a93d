import type { CredentialLinks } from './demoWorkflow';

/** As `n8n import:credentials` reads it; n8n encrypts `data` on the way in. */
export interface CredentialFile {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

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

/** Both credentials as a person would fill them in, under ids that stay the same over all starts. */
export const credentialFiles = ({ serviceTitan, supabase }: Accounts): CredentialFile[] => [
	{
		id: 'demoServiceTitan',
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
		id: 'demoSupabaseSync',
		name: 'Supabase (embedded)',
		type: 'supabaseSyncApi',
		data: { url: supabase.url, secretKey: supabase.secretKey, schema: 'public' },
	},
];

export const linksTo = (files: CredentialFile[]): CredentialLinks =>
	Object.fromEntries(files.map(({ type, id, name }) => [type, { id, name }]));
