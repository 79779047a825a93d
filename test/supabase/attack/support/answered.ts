import { failureOfSupabase } from '../../../../core/failureOfSupabase';
import { sentenceFor } from '../../../../transport/nodeErrors';
import type { RestAnswer } from '../../../support/supabase/restCall';

/**
 * What a call came to, as the transport would see it: `outcome` of the jsonb, or `refused` with the kind of
 * failure. Throws where the user would be left without words, or the failure would be taken for one that passes.
 */
export function spokenOf({ status, body }: RestAnswer): string {
	const failure = failureOfSupabase({ status, body, headers: {} });
	if (failure === undefined) {
		if (typeof body !== 'object' || body === null) throw new Error(`No jsonb: ${String(body)}`);
		return 'outcome' in body ? String(body.outcome) : 'answered';
	}
	const { message, description } = sentenceFor(failure, 'Supabase');
	if (!/[A-Za-z]{3}/.test(message) || !/[A-Z].*\.$/s.test(description ?? '')) {
		throw new Error(
			`Nobody is told what to do: ${JSON.stringify({ failure, message, description })}`,
		);
	}
	const code = 'code' in failure && failure.code ? ` ${failure.code}` : '';
	return `refused: ${failure.kind}${code}`;
}
