import type { Failure, Reply } from '../../core/failure';
import { failureOfServiceTitan } from '../../core/failureOfServiceTitan';

const reply = (status: number, body: unknown = '', headers: Reply['headers'] = {}): Reply => ({
	status,
	headers,
	body,
});

/** An Error object as the specification has it. */
const problem = (status: number, title: string, errors: object = {}) =>
	reply(status, { type: 'about:blank', title, status, traceId: '00-a-b-01', errors, data: {} });

const PAGE =
	'<!DOCTYPE html><html><head><title>502 Bad\nGateway</title></head><body>nginx</body></html>';

describe('what a reply of ServiceTitan means', () => {
	it.each<[story: string, reply: Reply, failure: Failure | undefined]>([
		['a page of customers', reply(200, { data: [], hasMore: false }), undefined],
		['nothing at all, as after a delete', reply(200, ''), undefined],
		['no body', reply(204, undefined), undefined],
		['null', reply(200, null), undefined],
		['white space', reply(200, ' \n'), undefined],
		[
			'a web page where data was due',
			reply(200, '<html><title>Maintenance</title></html>'),
			{ kind: 'malformed', detail: 'Maintenance' },
		],
		['text where data was due', reply(200, 'OK'), { kind: 'malformed', detail: 'OK' }],
		['text that holds a bracket', reply(200, 'OK [1]'), { kind: 'malformed', detail: 'OK [1]' }],
		['a word before a bracket', reply(200, 'OK{1}'), { kind: 'malformed', detail: 'OK{1}' }],
		[
			'a web page without a title where data was due',
			reply(200, '<html><body>x</body></html>'),
			{ kind: 'malformed', detail: 'A web page instead of data' },
		],
		['several to choose from', reply(300, ''), { kind: 'misdirected', detail: 'HTTP 300' }],
		[
			'a half-done switch of protocols',
			reply(101, ''),
			{ kind: 'misdirected', detail: 'HTTP 101' },
		],
		['no status at all', reply(0, ''), { kind: 'unavailable', status: 0, detail: 'HTTP 0' }],
		[
			'the words of a problem without a title',
			reply(400, { detail: 'No such page' }),
			{ kind: 'rejected', status: 400, detail: 'No such page' },
		],
		[
			'the words of OAuth',
			reply(400, { error: 'invalid_request', error_description: 'No grant' }),
			{ kind: 'rejected', status: 400, detail: 'No grant' },
		],
		...['unauthorized_client', 'invalid_scope', 'access_denied'].map(
			(code): [story: string, reply: Reply, failure: Failure] => [
				`an app the token service does not accept: ${code}`,
				reply(400, { error: code }),
				{ kind: 'denied', code, detail: code },
			],
		),
		[
			'JSON that breaks off in the middle',
			reply(200, '{"data":[{"id":1,"na'),
			{ kind: 'interrupted', detail: 'The answer broke off' },
		],
		[
			'a redirect: the address is another site’s',
			reply(302, ''),
			{ kind: 'misdirected', detail: 'HTTP 302' },
		],
		[
			'the token is no longer good',
			problem(401, 'Unauthorized'),
			{ kind: 'expired', detail: 'Unauthorized' },
		],
		[
			'the app lacks a scope',
			problem(403, 'Scope validation failed'),
			{ kind: 'denied', detail: 'Scope validation failed' },
		],
		[
			'the gateway knows no such path, tenant or app key',
			reply(404, { statusCode: 404, message: 'Unable to match incoming request to an operation.' }),
			{ kind: 'misdirected', detail: 'Unable to match incoming request to an operation.' },
		],
		[
			'the same words in the shape of a record’s answer',
			problem(404, 'Unable to match incoming request to an operation.'),
			{ kind: 'misdirected', detail: 'Unable to match incoming request to an operation.' },
		],
		['a 404 without words', reply(404, ''), { kind: 'misdirected', detail: 'HTTP 404' }],
		[
			'a 404 of some web server',
			reply(404, PAGE),
			{ kind: 'misdirected', detail: '502 Bad Gateway' },
		],
		[
			'the record does not exist',
			problem(404, 'Customer with id = 7 was not found'),
			{ kind: 'missing', detail: 'Customer with id = 7 was not found' },
		],
		[
			'contact methods of an inactive customer',
			problem(409, 'Customer ID = 7 is not active'),
			{ kind: 'conflict', detail: 'Customer ID = 7 is not active' },
		],
		[
			'a value it does not take, by field',
			problem(400, 'Validation failed', {
				sort: ['Unknown field: Name', 'Use +Id'],
				page: 'too large',
			}),
			{
				kind: 'rejected',
				status: 400,
				detail: 'Validation failed (sort: Unknown field: Name, Use +Id; page: too large)',
				fields: { sort: ['Unknown field: Name', 'Use +Id'], page: ['too large'] },
			},
		],
		[
			'a refusal that names no field',
			problem(400, 'Bad request'),
			{ kind: 'rejected', status: 400, detail: 'Bad request' },
		],
		[
			'`errors` of an unknown shape',
			reply(400, { title: 'Bad request', errors: ['x', 3, null] }),
			{ kind: 'rejected', status: 400, detail: 'Bad request (0: x)', fields: { '0': ['x'] } },
		],
		[
			'an id or secret the token service does not know',
			reply(400, { error: 'invalid_client' }),
			{ kind: 'denied', code: 'invalid_client', detail: 'invalid_client' },
		],
		[
			'a grant the token service does not know is ours to mend',
			reply(400, { error: 'unsupported_grant_type' }),
			{ kind: 'rejected', status: 400, detail: 'unsupported_grant_type' },
		],
		['a body too large', reply(413, ''), { kind: 'rejected', status: 413, detail: 'HTTP 413' }],
		[
			'it gave up waiting for us',
			reply(408, ''),
			{ kind: 'unavailable', status: 408, detail: 'HTTP 408' },
		],
		[
			'it broke',
			problem(500, 'Internal'),
			{ kind: 'unavailable', status: 500, detail: 'Internal' },
		],
		[
			'the gateway reaches nobody',
			reply(502, PAGE),
			{ kind: 'unavailable', status: 502, detail: '502 Bad Gateway' },
		],
		[
			'a page without a title',
			reply(502, '<html><body>x</body></html>'),
			{ kind: 'unavailable', status: 502, detail: 'HTTP 502' },
		],
		['too slow', reply(504, undefined), { kind: 'unavailable', status: 504, detail: 'HTTP 504' }],
		[
			'closed for a while',
			reply(503, '', { 'retry-after': '30' }),
			{ kind: 'unavailable', status: 503, detail: 'HTTP 503', retryAfterMs: 30_000 },
		],
		[
			'slow down, and for how long',
			problem(429, 'Rate limit is exceeded. Try again in 12 seconds.'),
			{
				kind: 'throttled',
				detail: 'Rate limit is exceeded. Try again in 12 seconds.',
				retryAfterMs: 12_000,
			},
		],
		[
			'slow down, nothing more',
			reply(429, ''),
			{ kind: 'throttled', detail: 'HTTP 429', retryAfterMs: 0 },
		],
	])('%s', (_story, answered, failure) => {
		expect(failureOfServiceTitan(answered)).toStrictEqual(failure);
	});

	it.each([
		[{}],
		[[]],
		[[1, 2]],
		[42],
		[true],
		[{ title: 7, message: null, errors: 3 }],
		[{ errors: { a: null } }],
		[{ errors: null }],
	])('makes do with a body of %j', (body) => {
		expect(failureOfServiceTitan(reply(400, body))).toEqual({
			kind: 'rejected',
			status: 400,
			detail: 'HTTP 400',
		});
	});

	it('keeps a secret that the answer repeats out of words and fields', () => {
		const failure = failureOfServiceTitan(
			problem(400, 'Bad header Authorization: Bearer abcdef.123456', {
				'ST-App-Key': ['ak1.c0ffee0000 is unknown'],
			}),
		);
		expect(JSON.stringify(failure)).not.toMatch(/abcdef|c0ffee/);
		expect(failure?.detail).toContain('Bad header');
	});

	it('keeps the words to a bearable length', () => {
		expect(
			failureOfServiceTitan(problem(400, 'so '.repeat(2_000)))?.detail.length,
		).toBeLessThanOrEqual(300);
	});
});
