import type { Known } from '../../../core/sync/diagnosis/known';
import { sentenceOfThrown } from '../../../transport/sentenceOfThrown';
import { ended } from '../../../core/ended';
import type { Sentence } from '../../../transport/words/sentence';

/** Asks; that there is no answer is an answer too. */
export async function attempt<T>(ask: () => Promise<T>): Promise<Known<T>> {
	try {
		return { state: 'known', value: await ask() };
	} catch (thrown) {
		return failed(sentenceOfThrown(thrown));
	}
}

export const failed = ({ message, description }: Sentence): Known<never> => ({
	state: 'failed',
	found: ended(message),
	toDo: description,
});
