import { RequestFailed } from '../core/failure';
import { Refused } from '../core/sync/refusal';
import { withoutSecrets } from '../core/withoutSecrets';
import { sentenceOfRefusal } from './refusals';
import { sentenceFor } from './sentenceFor';
import type { Sentence } from './words/sentence';

/** What happened, and what to do. */
export function asSentence(thrown: unknown): Sentence {
	if (thrown instanceof RequestFailed) return sentenceFor(thrown.failure, thrown.service);
	if (thrown instanceof Refused) return sentenceOfRefusal(thrown);
	const said = withoutSecrets(thrown instanceof Error ? thrown.message : String(thrown));
	return { message: said, description: '' };
}

/** A failure for the history of runs: what happened, then what to do. */
export function inWords(thrown: unknown): string {
	const { message, description } = asSentence(thrown);
	return description === '' ? message : `${message}. ${description}`;
}
