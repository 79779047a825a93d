/** The connection was reset; over a socket it really is. */
export class ConnectionReset extends Error {
	readonly code = 'ECONNRESET';

	constructor() {
		super('read ECONNRESET');
	}
}

/** Waits until the caller gives up, or for ever. */
export const never = (signal: AbortSignal): Promise<Response> =>
	new Promise((_, reject) => {
		if (signal.aborted) reject(signal.reason);
		signal.addEventListener('abort', () => reject(signal.reason));
	});

const PAGE =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';

export const htmlResponse = (status: number): Response =>
	new Response(PAGE, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });

export const emptyResponse = (): Response => new Response(null, { status: 200 });

/** The first two thirds of the body under the status and type of the whole. */
export async function truncated(response: Response): Promise<Response> {
	const text = await response.text();
	return new Response(text.slice(0, Math.floor((text.length * 2) / 3)), {
		status: response.status,
		headers: { 'content-type': 'application/json; charset=utf-8' },
	});
}
