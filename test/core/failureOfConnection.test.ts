import { failureOfConnection } from '../../core/failureOfConnection';
import { waitBeforeRetry, patient } from '../../core/retry';

describe('what it means that no reply came', () => {
	it.each<[code: string | undefined, kind: string, refused: boolean | undefined]>([
		['ECONNREFUSED', 'unavailable', true],
		['ENOTFOUND', 'unavailable', true],
		['EAI_AGAIN', 'unavailable', true],
		['EHOSTUNREACH', 'unavailable', true],
		['CERT_HAS_EXPIRED', 'unavailable', true],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'unavailable', true],
		['ETIMEDOUT', 'interrupted', undefined],
		['ECONNABORTED', 'interrupted', undefined],
		['ECONNRESET', 'interrupted', undefined],
		['EPIPE', 'interrupted', undefined],
		['EPROTO', 'unavailable', true],
		['HPE_INVALID_CONSTANT', 'interrupted', undefined],
		['Z_DATA_ERROR', 'interrupted', undefined],
		['SOMETHING_NEW', 'interrupted', undefined],
		[undefined, 'interrupted', undefined],
		['constructor', 'interrupted', undefined],
	])('%s: %s', (code, kind, refused) => {
		const failure = failureOfConnection(code, 'words');
		expect(failure.kind).toBe(kind);
		expect('refused' in failure ? failure.refused : undefined).toBe(refused);
		expect(failure.detail).not.toBe('');
	});

	it.each([
		['HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/', 'What came back is not HTTP'],
		['Z_DATA_ERROR', 'incorrect header check', 'The answer could not be unpacked'],
		['EPROTO', 'write EPROTO 80:error:0A00010B:SSL routines', 'No secure connection came about'],
		['ERR_BROTLI_FORMAT', 'brotli', 'The answer could not be unpacked'],
		['ZSTD_error', 'zstd', 'The answer could not be unpacked'],
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', 'The connection was refused'],
		['ENOTFOUND', 'getaddrinfo', 'The host name is unknown'],
		['EAI_AGAIN', 'getaddrinfo', 'The host name could not be looked up'],
		['EHOSTUNREACH', 'connect', 'The host cannot be reached'],
		['ENETUNREACH', 'connect', 'The network cannot be reached'],
		['ECONNABORTED', 'timeout of 300000ms', 'No answer within the time limit'],
		['ETIMEDOUT', 'connect', 'No answer within the time limit'],
		['ESOCKETTIMEDOUT', 'socket', 'No answer within the time limit'],
		['UND_ERR_HEADERS_TIMEOUT', 'fetch failed', 'No answer within the time limit'],
		['UND_ERR_BODY_TIMEOUT', 'terminated', 'No answer within the time limit'],
		['ECONNRESET', 'read ECONNRESET', 'The connection was cut off'],
		['EPIPE', 'write EPIPE', 'The connection was cut off'],
		['UND_ERR_SOCKET', 'other side closed', 'The connection was cut off'],
		['ERR_BAD_RESPONSE', 'maxContentLength', 'The answer broke off'],
		['ERR_STRING_TOO_LONG', 'Cannot create a string', 'The answer is too large'],
		[
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'Host',
			'The certificate was not accepted (ERR_TLS_CERT_ALTNAME_INVALID)',
		],
		[
			'ERR_SSL_WRONG_VERSION_NUMBER',
			'ssl',
			'The certificate was not accepted (ERR_SSL_WRONG_VERSION_NUMBER)',
		],
		['MY_HPE_THING', 'the client’s own', 'the client’s own'],
		['QUIZ_DONE', 'the client’s own', 'the client’s own'],
	])('speaks of %s in words of its own', (code, clients, ours) => {
		expect(failureOfConnection(code, clients).detail).toBe(ours);
	});

	it('falls back to the client’s words, without the secrets in them', () => {
		expect(failureOfConnection('NEW', 'socket closed, Bearer abcdef123').detail).toBe(
			'socket closed, Bearer [hidden]',
		);
		expect(failureOfConnection(undefined).detail).toBe('The connection ended early');
	});

	it('lets what creates be repeated only where it never got through', () => {
		const again = (code: string) =>
			waitBeforeRetry({
				failure: failureOfConnection(code),
				attempt: 0,
				policy: patient,
				chance: 0,
				idempotent: false,
			});
		expect(again('ECONNREFUSED')).toBeDefined();
		expect(again('ECONNRESET')).toBeUndefined();
		expect(again('ETIMEDOUT')).toBeUndefined();
	});
});
