import { SupabaseSyncApi } from '../../credentials/SupabaseSyncApi.credentials';
import { N8nHost } from '../support/n8nHost/n8nHost';

describe('the Supabase credential', () => {
	it('puts the trimmed key in both headers', async () => {
		const asked: Request[] = [];
		const host = new N8nHost(
			(request) => {
				asked.push(request);
				return Promise.resolve(Response.json([]));
			},
			{ supabaseSyncApi: { url: 'https://x.test', secretKey: ' sb_secret_abc \n', schema: '' } },
		);
		await host.httpRequestWithAuthentication('supabaseSyncApi', { url: 'https://x.test/rest/v1/' });
		expect(asked[0]?.headers.get('apikey')).toBe('sb_secret_abc');
		expect(asked[0]?.headers.get('authorization')).toBe('Bearer sb_secret_abc');
	});

	it('signs without an expression, which n8n cannot evaluate once a poll that came later has ended', () => {
		expect(typeof new SupabaseSyncApi().authenticate).toBe('function');
	});

	it('masks the key and nothing else', () => {
		const masked = new SupabaseSyncApi().properties.filter(
			({ typeOptions }) => typeOptions?.password,
		);
		expect(masked.map(({ name }) => name)).toEqual(['secretKey']);
	});
});
