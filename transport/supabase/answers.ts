import type { ZodIssue, ZodType, ZodTypeDef } from 'zod';

import { RequestFailed } from '../../core/failure';
import { Refused, refusalCodes, type RefusalCode } from '../../core/sync/refusal';

/**
 * Reads a function's answer.
 * @throws Refused where the database declined; RequestFailed `malformed` where the answer is of another version
 */
export function read<Out>(schema: ZodType<Out, ZodTypeDef, unknown>, answer: unknown): Out {
	const code = outcomeOf(answer);
	if (isRefusal(code)) throw new Refused(code, answer as Record<string, unknown>);
	const parsed = schema.safeParse(answer);
	if (parsed.success) return parsed.data;
	const detail = [
		...(code !== undefined && OUTCOME.test(code) ? [`outcome "${code}"`] : []),
		...parsed.error.issues
			.slice(0, 3)
			.map((issue) => `${issue.path.join('.') || 'answer'}: ${wordsOf(issue)}`),
	].join('; ');
	throw new RequestFailed('Supabase', { kind: 'malformed', detail });
}

/** zod repeats a value that is none of those it knows, and no other. */
const wordsOf = ({ code, message }: ZodIssue): string =>
	code === 'invalid_enum_value' ? 'Unknown value' : message;

/** How outcomes are written, `not_current`; whatever else stands there may be anything, a secret included. */
const OUTCOME = /^[a-z]{2,15}(_[a-z]{2,15}){0,3}$/;

export const outcomeOf = (answer: unknown): string | undefined =>
	typeof answer === 'object' && answer !== null && 'outcome' in answer
		? String(answer.outcome)
		: undefined;

const isRefusal = (code: string | undefined): code is RefusalCode =>
	refusalCodes.some((known) => known === code);
