import type { CredentialLinks } from '../../demo/n8n/storeCredentials';
import type { PackagedN8n } from '../../demo/stage/stage';
import type { Api } from '../../demo/stage/workspace';

/** The credential of n8n's own Supabase node, which its HTTP Request node can use too. */
export const storeTheirs = async (
	{ client }: PackagedN8n,
	{ url, secretKey }: Api,
): Promise<CredentialLinks> =>
	await client.storeCredentials([
		{
			name: 'Supabase of n8n',
			type: 'supabaseApi',
			data: { host: url, serviceRole: secretKey },
		},
	]);

/** Our node's Supabase credential again, with another address in it. */
export async function storeOurs(
	{ client, credentials }: PackagedN8n,
	{ url, secretKey }: Api,
): Promise<void> {
	const type = 'supabaseSyncApi';
	const name = credentials[type]?.name ?? '';
	await client.storeCredentials([{ name, type, data: { url, secretKey, schema: 'public' } }]);
}
