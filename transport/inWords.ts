import { RequestFailed } from '../core/failure';
import { Refused } from '../core/sync/refusal';
import { withoutSecrets } from '../core/withoutSecrets';
import { sentenceOfRefusal } from './refusals';
import { sentenceFor } from './sentenceFor';
import type { Sentence } from './words/sentence';

/** A failure for the history of runs: what happened, then what to do. */
export function inWords(thrown: unknown): string {
	if (thrown instanceof RequestFailed) return joined(sentenceFor(thrown.failure, thrown.service));
	if (thrown instanceof Refused) return joined(sentenceOfRefusal(thrown));
	return withoutSecrets(thrown instanceof Error ? thrown.message : String(thrown));
}

const joined = ({ message, description }: Sentence): string => `${message}. ${description}`;
