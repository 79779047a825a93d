import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/**
 * The key of one Supabase project. Its test is the function `testSupabase` of the nodes, which can tell more
 * apart than n8n's test rules.
 */
export class SupabaseSyncApi implements ICredentialType {
	name = 'supabaseSyncApi';

	displayName = 'Supabase Sync API';

	icon: Icon = { light: 'file:../icons/supabase.svg', dark: 'file:../icons/supabase.dark.svg' };

	documentationUrl = 'https://supabase.com/docs/guides/api/api-keys';

	properties: INodeProperties[] = [
		{
			displayName: 'Project URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://abcdefghijklmnopqrst.supabase.co',
			hint: 'From Project Settings > Data API, without /rest/v1',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'From Project Settings > API Keys: sb_secret_…, or the service_role key of an older project. The publishable and anon keys may not write contacts.',
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			default: 'public',
			description:
				'Where the contacts table is; it must be among the exposed schemas of the Data API',
		},
	];

	/**
	 * A function, not n8n's expressions: n8n evaluates those only until the next poll of the same workflow has ended,
	 * so that a poll longer than the time between two could neither finish nor say that it failed.
	 */
	async authenticate(
		{ secretKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const key = String(secretKey ?? '').trim();
		return {
			...request,
			headers: { ...request.headers, apikey: key, Authorization: `Bearer ${key}` },
		};
	}
}
