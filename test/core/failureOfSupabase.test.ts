import { askedTooMuch, type Failure, type Reply } from '../../core/failure';
import { failureOfSupabase } from '../../core/failureOfSupabase';

const reply = (status: number, body: unknown = '', headers: Reply['headers'] = {}): Reply => ({
	status,
	headers,
	body,
});

/** PostgREST's own shape. */
const said = (status: number, code: string, message: string, hint: string | null = null): Reply =>
	reply(status, { code, message, details: null, hint });

describe('what a reply of Supabase means', () => {
	it.each<[story: string, reply: Reply, failure: Failure | undefined]>([
		['a function’s answer', reply(200, { outcome: 'ok' }), undefined],
		['an answer that is a text', reply(200, 'idle'), undefined],
		['nothing', reply(204, ''), undefined],
		[
			'JSON that breaks off in the middle',
			reply(200, '{"outcome":"fini'),
			{ kind: 'interrupted', detail: 'The answer broke off' },
		],
		[
			'a web page where data was due',
			reply(200, '<!doctype html><title>Supabase</title>'),
			{ kind: 'malformed', detail: 'Supabase' },
		],
		['a redirect', reply(301, ''), { kind: 'misdirected', detail: 'HTTP 301' }],
		[
			'the project has another address',
			reply(404, { message: 'no Route matched with those values' }),
			{ kind: 'misdirected', detail: 'no Route matched with those values' },
		],
		['another web site', reply(404, '<html></html>'), { kind: 'misdirected', detail: 'HTTP 404' }],
		[
			'a key the gateway does not know',
			reply(401, { message: 'Invalid API key', hint: 'Double check your key.' }),
			{ kind: 'denied', detail: 'Invalid API key (Double check your key.)' },
		],
		[
			'no key',
			reply(401, { message: 'No API key found in request' }),
			{ kind: 'denied', detail: 'No API key found in request' },
		],
		['a firewall', reply(403, ''), { kind: 'denied', detail: 'HTTP 403' }],
		[
			'too many requests',
			reply(429, { message: 'Slow down' }, { 'retry-after': '2' }),
			{ kind: 'throttled', detail: 'Slow down', retryAfterMs: 2_000 },
		],
		['a payload too large', reply(413, ''), { kind: 'rejected', detail: 'HTTP 413', status: 413 }],
		[
			'a conflict without a code',
			reply(409, { message: 'Conflict' }),
			{ kind: 'conflict', detail: 'Conflict' },
		],
		[
			'the gateway reaches nobody',
			reply(502, '<html><title>502 Bad Gateway</title></html>'),
			{ kind: 'unavailable', detail: '502 Bad Gateway', status: 502 },
		],
		[
			'closed for a while',
			reply(503, '', { 'retry-after': '5' }),
			{ kind: 'unavailable', detail: 'HTTP 503', status: 503, retryAfterMs: 5_000 },
		],
		[
			'too slow for the network in front',
			reply(504, 'upstream timeout'),
			{ kind: 'unavailable', detail: 'upstream timeout', status: 504 },
		],
		[
			'the project is paused',
			reply(540, { message: 'Project paused' }),
			{ kind: 'unavailable', detail: 'Project paused', status: 540 },
		],
		[
			'something else it does not take',
			reply(406, { message: 'Not Acceptable' }),
			{ kind: 'rejected', detail: 'Not Acceptable', status: 406 },
		],
		['an empty object', reply(400, {}), { kind: 'rejected', detail: 'HTTP 400', status: 400 }],
		[
			'the network gave no status at all',
			reply(0, ''),
			{ kind: 'unavailable', detail: 'HTTP 0', status: 0 },
		],
		[
			'the gateway waited too long for the request',
			reply(408, ''),
			{ kind: 'unavailable', detail: 'HTTP 408', status: 408 },
		],
		[
			'several to choose from',
			reply(300, { message: 'More than one row' }),
			{ kind: 'misdirected', detail: 'More than one row' },
		],
		[
			'a half-done switch of protocols',
			reply(101, ''),
			{ kind: 'misdirected', detail: 'HTTP 101' },
		],
		[
			'a database that says when to come back',
			reply(503, { code: 'PGRST001', message: 'down' }, { 'retry-after': '3' }),
			{ kind: 'unavailable', detail: 'down', status: 503, code: 'PGRST001', retryAfterMs: 3_000 },
		],
		[
			'a database that does not',
			reply(503, { code: 'PGRST001', message: 'down' }),
			{ kind: 'unavailable', detail: 'down', status: 503, code: 'PGRST001' },
		],
		[
			'the words of the sign-in',
			reply(400, { msg: 'No user' }),
			{ kind: 'rejected', detail: 'No user', status: 400 },
		],
		[
			'the words of OAuth',
			reply(400, { error_description: 'No grant' }),
			{ kind: 'rejected', detail: 'No grant', status: 400 },
		],
		[
			'a word of OAuth',
			reply(400, { error: 'bad_grant' }),
			{ kind: 'rejected', detail: 'bad_grant', status: 400 },
		],
		[
			'a hint alone',
			reply(400, { hint: 'Try this.' }),
			{ kind: 'rejected', detail: '(Try this.)', status: 400 },
		],
		[
			'a page without a title where data was due',
			reply(200, '<html></html>'),
			{ kind: 'malformed', detail: 'A web page instead of data' },
		],
		['a text with a bracket in it', reply(200, 'idle [since noon] {x}'), undefined],
		['a word before a bracket', reply(200, 'idle[1]'), undefined],
	])('%s', (_story, answered, failure) => {
		expect(failureOfSupabase(answered)).toStrictEqual(failure);
	});

	it.each<[story: string, status: number, code: string, kind: Failure['kind']]>([
		['a function that is not there: a migration is missing', 404, 'PGRST202', 'missing'],
		['a table that is not there', 404, 'PGRST205', 'missing'],
		['a column that is not there', 400, 'PGRST204', 'missing'],
		['a schema that is not exposed', 406, 'PGRST106', 'missing'],
		['a table that a function misses', 404, '42P01', 'missing'],
		['a table whose rows a function takes apart', 400, '42704', 'missing'],
		['a function that a function misses', 404, '42883', 'missing'],
		['a column that a function misses', 400, '42703', 'missing'],
		['a key of another project', 401, 'PGRST301', 'denied'],
		['no key at all', 401, 'PGRST302', 'denied'],
		['a key that ran out', 401, 'PGRST303', 'denied'],
		['a publishable key on our functions', 401, '42501', 'denied'],
		['a secret key without the right', 403, '42501', 'denied'],
		['a role that is not allowed in', 403, '28000', 'denied'],
		['the database is not reached', 503, 'PGRST000', 'unavailable'],
		['the schema is not read yet', 503, 'PGRST002', 'unavailable'],
		['no connection became free', 504, 'PGRST003', 'unavailable'],
		['no connection became free, whatever the gateway makes of it', 400, 'PGRST003', 'unavailable'],
		['a key that ran out, whatever the gateway makes of it', 400, 'PGRST303', 'denied'],
		['something that is not there and has no code of ours', 404, 'PGRST999', 'missing'],
		['a code that only holds one of those', 400, 'X42P01', 'rejected'],
		['a code that only begins like one of those', 400, '42P01X', 'rejected'],
		['a code that only ends like no connection', 400, 'XPGRST003', 'rejected'],
		['a code that only begins like no connection', 400, 'PGRST0031', 'rejected'],
		['a code that only ends like no key', 400, 'XPGRST303', 'rejected'],
		['a code that only begins like no key', 400, '42501X', 'rejected'],
		['a code that only ends like a deadlock', 400, 'X40P01', 'rejected'],
		['a code that only begins like a deadlock', 400, '40P01X', 'rejected'],
		['a code that only ends like a lock', 400, 'X55P03', 'rejected'],
		['a code that only begins like a lock', 400, '55P03X', 'rejected'],
		['a code that only ends like a data exception', 500, 'X22001', 'unavailable'],
		['a code that only begins like a data exception', 500, '22001X', 'unavailable'],
		['two runs got into each other’s way', 500, '40001', 'unavailable'],
		['a deadlock', 500, '40P01', 'unavailable'],
		['a lock that was not to be had', 500, '55P03', 'unavailable'],
		['the disk is full', 503, '53100', 'unavailable'],
		['too many connections', 503, '53300', 'unavailable'],
		['the connection to the database broke', 503, '08006', 'unavailable'],
		['the database shuts down', 503, '57P01', 'unavailable'],
		['the database was made read-only', 405, '25006', 'unavailable'],
		['the database is damaged', 500, 'XX001', 'unavailable'],
		['a statement that took too long', 500, '57014', 'unavailable'],
		['a text too long for its column', 400, '22001', 'rejected'],
		['a character no text can hold', 400, '22P05', 'rejected'],
		['a key that is there already', 409, '23505', 'rejected'],
		['a column that must not be empty', 400, '23502', 'rejected'],
		['what a trigger of the user refuses', 400, 'P0001', 'rejected'],
		['what a trigger of the user cannot do', 500, 'P0002', 'rejected'],
		['a value too large for an index', 500, '54000', 'rejected'],
		['JSON too deep for the database', 500, '54001', 'rejected'],
		['a statement that is wrong', 400, '42601', 'rejected'],
		['a code nobody told us of', 400, 'ZZZZZ', 'rejected'],
		['a code nobody told us of, on a broken server', 500, 'ZZZZZ', 'unavailable'],
	])('%s: %i %s is %s', (_story, status, code, kind) => {
		expect(failureOfSupabase(said(status, code, 'words'))).toMatchObject({
			kind,
			code,
			detail: 'words',
		});
	});

	it('keeps the status where the row is refused, and leaves it out where it means nothing', () => {
		expect(failureOfSupabase(said(409, '23505', 'x'))).toEqual({
			kind: 'rejected',
			detail: 'x',
			code: '23505',
			status: 409,
		});
		expect(failureOfSupabase(said(401, '42501', 'x'))).toEqual({
			kind: 'denied',
			detail: 'x',
			code: '42501',
		});
	});

	it('adds the database’s hint, and leaves out details that repeat the row', () => {
		const failure = failureOfSupabase(
			reply(400, {
				code: '23502',
				message: 'null value in column "email"',
				details: 'Failing row contains (7, Ann, Smith)',
				hint: 'Give it a value.',
			}),
		);
		expect(failure?.detail).toBe('null value in column "email" (Give it a value.)');
	});

	it('keeps a key that the answer repeats out of the words', () => {
		const key = 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZSJ9.c2lnbmF0dXJl';
		const failure = failureOfSupabase(
			said(401, 'PGRST301', `JWT ${key} and sb_secret_abc123 invalid`),
		);
		expect(failure?.detail).toBe('JWT [hidden] and [hidden] invalid');
	});

	it('makes do with any body', () => {
		for (const body of [null, undefined, 1, [], [null], { code: 5, message: {} }, Buffer.from('x')])
			expect(failureOfSupabase(reply(500, body))).toMatchObject({
				kind: 'unavailable',
				detail: 'HTTP 500',
			});
	});
});

describe('asking for less', () => {
	it.each<[story: string, reply: Reply, less: boolean]>([
		['a statement that took too long', said(500, '57014', 'canceling statement'), true],
		['a payload too large', reply(413, ''), true],
		['a deadlock', said(500, '40P01', 'deadlock'), false],
		['a gateway that gave up', reply(504, ''), false],
		['a poison row', said(400, '22001', 'too long'), false],
	])('%s', (_story, answered, less) => {
		const failure = failureOfSupabase(answered);
		expect(failure && askedTooMuch(failure)).toBe(less);
	});
});
