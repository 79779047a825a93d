/** Who the demo is in n8n: the owner of a fresh instance. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** Calls n8n's REST API below `/rest` and gives the `data` of the reply. @throws with n8n's words when it refuses */
export type Call = <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;

/** n8n ties the cookie to the browser that logged in, and knows that browser by this header. */
const browser = { 'browser-id': 'servicetitan-sync-demo' };

export interface Session {
	call: Call;
	/** A file for n8n's editor, e.g. /types/nodes.json. */
	file<T>(path: string): Promise<T>;
}

/** Logs in to n8n, and makes the owner first where there is none. */
export async function openSession(url: string, owner: Owner): Promise<Session> {
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
	const headers = { ...browser, cookie, 'content-type': 'application/json' };
	return {
		async call<T>(method: string, path: string, body?: unknown) {
			const content = body === undefined ? {} : { body: JSON.stringify(body) };
			return reply<T>(await fetch(`${url}/rest${path}`, { method, headers, ...content }));
		},
		file: async (path) => json(await fetch(url + path, { headers })),
	};
}

const send = (url: string, body: unknown) =>
	fetch(url, {
		method: 'POST',
		headers: { ...browser, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});

const reply = async <T>(response: Response): Promise<T> => (await json<{ data: T }>(response)).data;

async function json<T>(response: Response): Promise<T> {
	const text = await response.text();
	const { pathname } = new URL(response.url);
	if (!response.ok)
		throw new Error(`n8n answered ${response.status} to ${pathname}: ${text.slice(0, 500)}`);
	return JSON.parse(text) as T;
}
