import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';

import { SCHEMA_VERSION } from '../../../core/schemaVersion';
import { testSupabase } from '../../../transport/credentialTests/supabase';
import { N8nHost } from '../../support/n8nHost/n8nHost';

const url = 'https://abcdefghijklmnopqrst.supabase.co';
const secretKey = 'sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz';

const jwt = (claims: object): string =>
	['{"alg":"HS256"}', JSON.stringify(claims), 'signature']
		.map((part) => Buffer.from(part).toString('base64url'))
		.join('.');

const asked: Request[] = [];
beforeEach(() => asked.splice(0));

/** Presses the button while Supabase answers so. */
async function press(
	answer: () => Response | Promise<Response>,
	changed: ICredentialDataDecryptedObject = {},
) {
	const host = new N8nHost(async (request) => {
		asked.push(request);
		return await answer();
	}, {});
	const data = { url, secretKey, schema: 'public', ...changed };
	const credential = { id: '1', name: 'Supabase', type: '', data } as ICredentialsDecrypted<
		typeof data
	>;
	return await testSupabase.call(host.testFunctions, credential);
}

const version = () => Response.json({ version: SCHEMA_VERSION });
const said = (status: number, body: unknown) => () => Response.json(body, { status });

describe('the test button of the Supabase credential', () => {
	it('is green when the functions of the sync answer', async () => {
		expect(await press(version)).toEqual({
			status: 'OK',
			message: 'Connected to Supabase, and the sync is set up there',
		});
	});

	it('says before the database is set up that the credential is right, and what comes next', async () => {
		const none = said(404, { code: 'PGRST202', message: 'Could not find the function' });
		expect(await press(none)).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				/^The Project URL and the key are right, .* the next step: .*Get Setup SQL/,
			),
		});
	});

	it('is red for a database that lacks what this package brings', async () => {
		expect(await press(said(200, { version: '20260701000000' }))).toEqual({
			status: 'Error',
			message:
				'The database is older than this version of the package. Run ServiceTitan Sync → Get Setup SQL, paste its text into the SQL Editor of Supabase and press Run.',
		});
	});

	it('is green for a database that a newer package has set up, and says so', async () => {
		expect(await press(said(200, { version: '20991231235959' }))).toEqual({
			status: 'OK',
			message: expect.stringMatching(
				/^Connected to Supabase\. The database was set up by a newer version of this package\. Update the package/,
			),
		});
	});

	it('is green for a version that is no timestamp: somebody made it their own', async () => {
		expect(await press(said(200, { version: 'ours' }))).toMatchObject({ status: 'OK' });
	});

	it('asks for the version in the schema of the credential, with the key alone in the headers', async () => {
		await press(version, { schema: ' crm ', secretKey: ` ${secretKey}\n`, url: `${url}/` });
		const [request] = asked;
		expect(request?.url).toBe(`${url}/rest/v1/rpc/servicetitan_schema_version`);
		expect(request?.headers.get('content-profile')).toBe('crm');
		expect(request?.headers.get('apikey')).toBe(secretKey);
		expect(request?.headers.get('authorization')).toBe(`Bearer ${secretKey}`);
	});

	it.each<[story: string, answer: () => Response, sentence: string]>([
		[
			'a wrong key',
			said(401, { message: 'Invalid API key' }),
			'Supabase does not accept the key. Invalid API key. Copy the secret key (sb_secret_…, or the service_role key of an older project) from Supabase, Project Settings > API Keys, into the credential.',
		],
		[
			'a key without rights',
			said(403, { code: '42501', message: 'permission denied for function' }),
			'Supabase key may not use the tables and functions of the sync',
		],
		[
			'a schema that is not exposed',
			said(406, { code: 'PGRST106', message: 'The schema must be one of the following: public' }),
			"Supabase's API does not serve the schema of the credential",
		],
		[
			'the address of something else',
			() => new Response('<html>Welcome</html>'),
			'There is no Supabase API at abcdefghijklmnopqrst.supabase.co. Copy the Project URL (https://….supabase.co) from Supabase, Project Settings > Data API.',
		],
		[
			'an address without an API',
			() => new Response('404 page not found', { status: 404 }),
			'There is no Supabase API at abcdefghijklmnopqrst.supabase.co.',
		],
		[
			'a redirect',
			() => new Response(null, { status: 301, headers: { location: '/elsewhere' } }),
			'There is no Supabase API at abcdefghijklmnopqrst.supabase.co.',
		],
		[
			'another program that answers in JSON',
			said(200, { hello: 'world' }),
			'There is no Supabase API at abcdefghijklmnopqrst.supabase.co.',
		],
		[
			'a database that is down',
			said(503, { code: 'PGRST002', message: 'Could not query the database' }),
			'Supabase could not do this at the moment. Could not query the database.',
		],
	])('tells %s', async (_story, answer, sentence) => {
		const { status, message } = await press(answer);
		expect(status).toBe('Error');
		expect(message).toContain(sentence);
	});

	it('tells a host that is not there', async () => {
		const gone = () =>
			Promise.reject(
				Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } }),
			);
		expect((await press(gone)).message).toBe(
			'Supabase cannot be reached at abcdefghijklmnopqrst.supabase.co. The host name is unknown. Check the Project URL letter by letter, that the project is not paused, and that this n8n may reach that host.',
		);
	});

	it.each<[story: string, changed: ICredentialDataDecryptedObject, sentence: string]>([
		[
			'the publishable key',
			{ secretKey: 'sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH' },
			'This is the publishable (anon) key, which may not write contacts. Copy the secret key',
		],
		[
			'the anon key of an older project',
			{ secretKey: jwt({ role: 'anon' }) },
			'This is the publishable (anon) key, which may not write contacts. Copy the secret key',
		],
		[
			'a personal access token',
			{ secretKey: 'sbp_0123456789abcdef0123456789abcdef01234567' },
			"This is a personal access token of Supabase's, not a key of the project. Copy the secret key",
		],
		['no key', { secretKey: '' }, 'The Secret Key of the Supabase credential is empty.'],
		['no URL', { url: ' ' }, 'The Project URL of the Supabase credential is empty.'],
		[
			'the address of the dashboard',
			{ url: 'https://supabase.com/dashboard/project/abcdefghijklmnopqrst/settings' },
			'The Project URL is the address of the Supabase dashboard. Enter https://abcdefghijklmnopqrst.supabase.co instead.',
		],
		[
			'a connection string',
			{ url: 'postgresql://postgres:hunter2hunter2@db.abc.supabase.co:5432/postgres' },
			'The Project URL holds a connection string of the database. Enter the Project URL',
		],
		[
			'half an address',
			{ url: 'abcdefghijklmnopqrst.supabase.co' },
			'The Project URL of the Supabase credential is no web address. Enter it with https://',
		],
		[
			'the address of the REST API',
			{ url: `${url}/rest/v1` },
			'The Project URL of the Supabase credential says too much. Enter it without /rest/v1',
		],
	])('asks nobody when there is %s', async (_story, changed, sentence) => {
		const { status, message } = await press(version, changed);
		expect(status).toBe('Error');
		expect(message.startsWith(sentence)).toBe(true);
		expect(asked).toHaveLength(0);
	});

	it('takes the service_role key of an older project', async () => {
		const older = { secretKey: jwt({ role: 'service_role' }) };
		expect(await press(version, older)).toMatchObject({ status: 'OK' });
	});

	it('says that it could not try, without telling the key, when n8n itself fails', async () => {
		const refuse = () => Promise.reject(new Error(`Bad header: Bearer ${secretKey}`));
		const testing = { helpers: { request: refuse } } as never;
		const credential = { data: { url, secretKey, schema: 'public' } } as never;
		expect(await testSupabase.call(testing, credential)).toEqual({
			status: 'Error',
			message: 'The test could not be made. Bad header: Bearer [hidden]',
		});
	});

	it('never shows the key, not even one that Supabase repeats', async () => {
		const older = jwt({ role: 'service_role', ref: 'abcdefghijklmnopqrst' });
		for (const key of [secretKey, older])
			for (const status of [200, 301, 400, 401, 403, 404, 409, 429, 500]) {
				const echo = said(status, { message: `The key ${key} is not known`, hint: key });
				expect((await press(echo, { secretKey: key })).message).not.toContain(key);
			}
	});
});
