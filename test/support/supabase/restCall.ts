export interface RestCall {
	/** Below /rest/v1/, e.g. "rpc/f" or "contacts?select=id". */
	readonly path: string;
	/** Sent by POST; without one it is a GET. A string goes out as it is. */
	readonly body?: unknown;
	/** null sends none. */
	readonly apikey: string | null;
	readonly headers?: Record<string, string>;
}

export interface RestAnswer {
	readonly status: number;
	readonly body: unknown;
}

/** One plain HTTP request to a Supabase API, without a client library in between. */
export async function restCall(url: string, call: RestCall): Promise<RestAnswer> {
	const text = typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
	const response = await fetch(`${url}/rest/v1/${call.path}`, {
		method: call.body === undefined ? 'GET' : 'POST',
		headers: {
			'content-type': 'application/json',
			...(call.apikey === null ? {} : { apikey: call.apikey }),
			...call.headers,
		},
		...(call.body === undefined ? {} : { body: text }),
		signal: AbortSignal.timeout(20_000),
	});
	const answer = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') ?? false;
	return { status: response.status, body: isJson && answer !== '' ? JSON.parse(answer) : answer };
}
