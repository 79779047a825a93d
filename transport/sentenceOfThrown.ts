import { RequestFailed } from '../core/failure';
import { Refused } from '../core/sync/refusal';
import { withoutSecrets } from '../core/withoutSecrets';
import { sentenceOfRefusal } from './refusals';
import { sentenceFor } from './sentenceFor';
import { CredentialIncomplete } from './serviceTitan/account';
import type { Sentence } from './words/sentence';

/** Whatever was thrown, as what happened and what to do; never a secret. */
export function sentenceOfThrown(thrown: unknown): Sentence {
	if (thrown instanceof RequestFailed) return sentenceFor(thrown.failure, thrown.service);
	if (thrown instanceof Refused) return sentenceOfRefusal(thrown);
	if (thrown instanceof CredentialIncomplete) return thrown;
	return {
		message: withoutSecrets(thrown instanceof Error ? thrown.message : String(thrown)),
		description: '',
	};
}
