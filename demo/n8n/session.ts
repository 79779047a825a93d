/** Who the demo is in n8n: the owner of a fresh instance. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export type Call = <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;

/** n8n ties the cookie to the browser that logged in, and knows that browser by this header. */
const browser = { 'browser-id': 'servicetitan-sync-demo' };

/**
 * Logs in to n8n, and makes the owner first where there is none.
 * @returns a caller of n8n's REST API below `/rest`; it gives the `data` of the reply
 */
export async function openSession(url: string, owner: Owner): Promise<Call> {
	const settings = await reply<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		await fetch(`${url}/rest/settings`, { headers: browser }),
	);
	const { email, password } = owner;
	const entry = settings.userManagement.showSetupOnFirstLoad
		? await send(`${url}/rest/owner/setup`, owner)
		: await send(`${url}/rest/login`, { emailOrLdapLoginId: email, password });
	await reply(entry);
	const cookie = entry.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	return async (method, path, body) =>
		reply(
			await fetch(`${url}/rest${path}`, {
				method,
				headers: { ...browser, cookie, 'content-type': 'application/json' },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			}),
		);
}

const send = (url: string, body: unknown) =>
	fetch(url, {
		method: 'POST',
		headers: { ...browser, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});

async function reply<T>(response: Response): Promise<T> {
	const text = await response.text();
	if (!response.ok)
		throw new Error(
			`n8n answered ${response.status} to ${new URL(response.url).pathname}: ${text.slice(0, 500)}`,
		);
	return (JSON.parse(text) as { data: T }).data;
}
