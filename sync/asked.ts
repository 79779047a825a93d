import { asError } from '../core/asError';
import { ended } from '../core/ended';
import { RequestFailed } from '../core/failure';
import type { Known } from '../core/sync/explanation/evidence';

/** Why something could not be had, and what to do about that. */
export type AsSentence = (failure: unknown) => { message: string; description: string };

/** What could be had of a service; or why not. What is no failure of a service goes on: it is one of ours. */
export async function asked<T>(asSentence: AsSentence, doing: () => Promise<T>): Promise<Known<T>> {
	try {
		return { known: await doing() };
	} catch (failure) {
		if (!(failure instanceof RequestFailed)) throw asError(failure);
		const { message, description } = asSentence(failure);
		return { unknown: { found: ended(message), toDo: description } };
	}
}
