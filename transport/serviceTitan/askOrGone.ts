import { asError } from '../../core/asError';
import { RequestFailed } from '../../core/failure';
import type { HttpRequest } from '../http';
import { ask, type Answer, type Asking } from '../requests';

/**
 * Asks, and may get nothing. Where the answer to a DELETE was lost and the next try finds nothing to delete, the first
 * one did it.
 * @param idempotent  whether carrying it out twice is harmless
 * @throws RequestFailed
 */
export async function askOrGone(
	asking: Asking,
	request: HttpRequest,
	idempotent: boolean,
): Promise<Answer | undefined> {
	let tries = 0;
	const counting: Asking = {
		...asking,
		mayBeEmpty: true,
		send: async (sent) => {
			tries++;
			return await asking.send(sent);
		},
	};
	try {
		return await ask(counting, request, idempotent);
	} catch (thrown) {
		const isGone = thrown instanceof RequestFailed && thrown.failure.kind === 'missing';
		if (request.method === 'DELETE' && isGone && tries > 1) return undefined;
		throw asError(thrown);
	}
}
