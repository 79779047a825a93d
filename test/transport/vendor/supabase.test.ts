import { createClient } from '../../../transport/vendor/supabase';

/** The bundle itself is tested with the package; here, that what we call of the SDK needs our fetch alone. */
it('sends a function’s arguments through the fetch it is given', async () => {
	const sent: unknown[] = [];
	const fetchOurs: typeof fetch = async (url, init) => {
		sent.push([String(url), init?.method, JSON.parse(String(init?.body))]);
		return new Response('{"outcome":"ok"}');
	};
	const client = createClient('https://project.supabase.co', 'supplied-by-n8n', {
		accessToken: async () => 'supplied-by-n8n',
		global: { fetch: fetchOurs },
		realtime: { transport: WebSocketNobodyOpens as never },
	});

	const { data, error } = await client.rpc('servicetitan_schema_version', { a: 1 });

	expect({ data, error }).toEqual({ data: { outcome: 'ok' }, error: null });
	expect(sent).toEqual([
		['https://project.supabase.co/rest/v1/rpc/servicetitan_schema_version', 'POST', { a: 1 }],
	]);
});

class WebSocketNobodyOpens {
	constructor() {
		throw new Error('Nothing here listens to changes');
	}
}

it('stands in for every part of the SDK that is left out of the bundle', () => {
	const unused = jest.requireActual<Record<string, new () => { setAuth(token: string): void }>>(
		'../../../transport/vendor/unused.cjs',
	);
	expect(Object.keys(unused)).toEqual([
		'AuthClient',
		'FunctionsClient',
		'RealtimeClient',
		'StorageClient',
	]);
	for (const Unused of Object.values(unused))
		expect(() => new Unused().setAuth('token')).not.toThrow();
});
