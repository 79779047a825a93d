import fc from 'fast-check';

import { hiding, withoutSecrets } from '../../core/withoutSecrets';

const named = (name: string): [story: string, text: string, clean: string] => [
	`what is called ${name}`,
	`${name}=hunter22`,
	`${name}=[hidden]`,
];

it.each<[story: string, text: string, clean: string]>([
	[
		'a bearer token',
		'Authorization: Bearer abc.def-123 refused',
		'Authorization: Bearer [hidden] refused',
	],
	['basic authorization', 'Basic dXNlcjpwYXNz', 'Basic [hidden]'],
	['a JSON Web Token', 'token eyJhbGciOi.eyJzdWIi.sig-_x is bad', 'token [hidden] is bad'],
	['half a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9', '[hidden]'],
	['a secret Supabase key', 'key sb_secret_N7UND0Ug-x.', 'key [hidden].'],
	['a publishable Supabase key', 'sb_publishable_abc', '[hidden]'],
	['an app key', 'Unknown app key ak1.abcdef123', 'Unknown app key [hidden]'],
	['a client secret', 'cs1.abcdef123 and cid.abcdef123', '[hidden] and [hidden]'],
	['a named value', 'client_secret=hunter22&grant_type=x', 'client_secret=[hidden]&grant_type=x'],
	['a named value in JSON', '{"apikey": "hunter22", "a": 1}', '{"apikey": "[hidden]", "a": 1}'],
	['a header', 'ST-App-Key: hunter22', 'ST-App-Key: [hidden]'],
	...[
		'client_secret',
		'clientSecret',
		'client-secret',
		'access_token',
		'accessToken',
		'refresh_token',
	].map(named),
	...[
		'refreshToken',
		'api_key',
		'api-key',
		'apiKey',
		'app_key',
		'appKey',
		'st-app-key',
		'secret_key',
	].map(named),
	...['secretKey', 'service_role_key', 'serviceRoleKey', 'service-role-key', 'password'].map(named),
	['a named value with white space around', 'password :  hunter22', 'password :  [hidden]'],
	['a bearer token after two spaces', 'Bearer  abcdef123', 'Bearer  [hidden]'],
	['a management key of Supabase', 'sbp_0123456789abcdef', '[hidden]'],
	['a short app key', 'ak1.abcdef', '[hidden]'],
	[
		'a password at a host whose scheme has digits',
		's3+x.y-z://me:hunter22@db',
		's3+x.y-z://me:[hidden]@db',
	],
	['random letters whose digit comes late', `${'aB'.repeat(16)}7`, '[hidden]'],
	['random letters whose capital comes late', `${'a7'.repeat(16)}B`, '[hidden]'],
	['random letters whose small one comes late', `${'B7'.repeat(16)}a`, '[hidden]'],
	[
		'a password in an address',
		'postgres://me:hunter22@db:5432/x',
		'postgres://me:[hidden]@db:5432/x',
	],
	['something long and random', 'id A1b2C3d4E5f6G7h8J9k0L1m2N3p4Q5r6 gone', 'id [hidden] gone'],
])('hides %s', (_story, text, clean) => {
	expect(withoutSecrets(text)).toBe(clean);
});

it.each([
	['canceling statement due to statement timeout'],
	[
		'Could not find the function public.servicetitan_start_run(p_run_id, p_workspace_id) in the schema cache',
	],
	['Customer ID = 410387862 is not active'],
	['duplicate key value violates unique constraint "contacts_workspace_id_crm_id_key"'],
	['bearer of bad news'],
	['2021-07-19T20:35:38.2876004Z'],
	['6f1c2f0e-8d0a-4a53-9a0f-3f6f0f2b8c11'],
	['https://abcdefghijklmnop.supabase.co/rest/v1/rpc/servicetitan_upsert_contacts'],
	['Scope validation failed: tn.crm.customers:r'],
	['sbp_short'],
	['NODE_OPTIONS_THAT_ARE_LONG_BUT_HAVE_NO_OTHER_CASE_7'],
	['a-long-word-of-small-letters-and-digits-0123456789'],
	['AVeryLongNameOfAClassWithCapitalsButWithoutAnyDigit'],
])('leaves "%s" as it is', (text) => {
	expect(withoutSecrets(text)).toBe(text);
});

it('finds a key wherever it stands', () => {
	const key = fc.stringMatching(/^sb_secret_[A-Za-z0-9_-]{20,40}$/);
	fc.assert(
		fc.property(fc.string(), key, fc.string(), (before, secret, after) => {
			expect(withoutSecrets(`${before} ${secret} ${after}`)).not.toContain(secret);
		}),
	);
});

it('is quick with a long text', () => {
	const started = performance.now();
	withoutSecrets('aB3-'.repeat(25_000));
	withoutSecrets('postgres://'.repeat(10_000));
	expect(performance.now() - started).toBeLessThan(1_000);
});

describe('a secret that is known', () => {
	const secret = 'pass/word+of "mine".andMore';
	const clean = hiding([secret]);

	it.each<[form: string, written: string]>([
		['as it is', secret],
		['in a URL', encodeURIComponent(secret)],
		['in JSON', JSON.stringify({ a: secret }).slice(6, -2)],
		['in base64', Buffer.from(secret).toString('base64').replace(/=+$/, '')],
		['in base64 for URLs', Buffer.from(secret).toString('base64url')],
	])('is hidden %s', (_form, written) => {
		expect(clean(`It says ${written}, twice: ${written}`)).toBe(
			'It says [hidden], twice: [hidden]',
		);
	});

	it('is hidden by its parts too', () => {
		expect(hiding(['abcdefgh', 'abcdefgh.ijklmnop'])('abcdefgh.ijklmnop')).toBe('[hidden]');
		expect(hiding(['cs1.abcdefgh'])('only abcdefgh here')).toBe('only [hidden] here');
	});

	it.each([[''], ['short'], ['ünïcödë words'], ['秘密のことば or so'], ['so or 秘密のことば']])(
		'%p does no harm to other text',
		(other) => {
			expect(hiding([other])('a short sentence')).toBe('a short sentence');
		},
	);
});
