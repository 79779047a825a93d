import { APP_KEY, CLIENT_ID, CLIENT_SECRET, TENANT_ID } from '../../../simulator';
import type { Credentials } from './requests';

/** As a person fills them in for the simulator, and for a Supabase where there is one. */
export const credentialsFor = (
	supabase: { url: string; secretKey: string } = { url: '', secretKey: '' },
): Credentials => ({
	serviceTitanOAuth2Api: {
		environment: 'custom',
		apiUrl: 'http://servicetitan.test',
		authUrl: 'http://servicetitan.test',
		tenantId: String(TENANT_ID),
		clientId: CLIENT_ID,
		clientSecret: CLIENT_SECRET,
		appKey: APP_KEY,
	},
	supabaseSyncApi: { url: supabase.url, secretKey: supabase.secretKey, schema: 'public' },
});
