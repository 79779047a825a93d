const REFERENCE = 'https://tools.ietf.org/html/rfc7231#section-6';

const TITLES: Record<number, string> = {
	400: 'One or more validation errors occurred.',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	409: 'Conflict',
	500: 'Internal Server Error',
	502: 'Bad Gateway',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
};

export type FieldErrors = Record<string, string[]>;

/** A refusal in ServiceTitan's own shape, thrown from wherever it is decided. */
export class Problem extends Error {
	constructor(
		readonly status: number,
		readonly title = TITLES[status] ?? 'Unknown',
		readonly errors: FieldErrors = {},
	) {
		super(title);
	}
}

export const invalid = (errors: FieldErrors): Problem => new Problem(400, undefined, errors);

export const missing = (what: string, id: number | string): Problem =>
	new Problem(404, `${what} with ID = ${id} is not found.`);

/** @param traceId what support would be asked about */
export function problemResponse(problem: Problem, traceId: string, headers = {}): Response {
	const { status, title, errors } = problem;
	const body = { type: REFERENCE, title, status, traceId, errors, data: {} };
	return Response.json(body, {
		status,
		headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
	});
}

const NO_SUCH_OPERATION = 'Unable to match incoming request to an operation.';

/** What the gateway in front of ServiceTitan says to a path it does not know: not the shape above. */
export const gatewayResponse = (form: 'text' | 'json'): Response =>
	form === 'text'
		? new Response(NO_SUCH_OPERATION, { status: 404, headers: { 'content-type': 'text/plain' } })
		: Response.json({ statusCode: 404, message: NO_SUCH_OPERATION }, { status: 404 });

/** The gateway's 404, thrown where a wrong app key or tenant is answered with it. */
export class GatewayRefusal extends Error {}
