import type { ZodType, ZodTypeDef } from 'zod';

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
		...(code === undefined ? [] : [`outcome "${code.slice(0, 60)}"`]),
		...parsed.error.issues
			.slice(0, 3)
			.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`),
	].join('; ');
	throw new RequestFailed('Supabase', { kind: 'malformed', detail });
}

export const outcomeOf = (answer: unknown): string | undefined =>
	typeof answer === 'object' && answer !== null && 'outcome' in answer
		? String(answer.outcome)
		: undefined;

const isRefusal = (code: string | undefined): code is RefusalCode =>
	refusalCodes.some((known) => known === code);
