import type { INodeCredentialTestResult } from 'n8n-workflow';

import { RequestFailed } from '../../core/failure';
import { withoutSecrets } from '../../core/withoutSecrets';
import { sentenceFor } from '../sentenceFor';
import { CredentialIncomplete } from '../serviceTitan/account';
import type { Sentence } from '../words/sentence';

/**
 * What the button says: the check's sentence where it found something wrong.
 * @param check  resolves to what is wrong, to what is to be said although nothing is, or to nothing; what it throws
 *   is put into words here
 */
export async function verdictOf(
	check: Promise<Sentence | string | undefined>,
	fine: string,
): Promise<INodeCredentialTestResult> {
	const wrong = await check.catch(inWords);
	if (wrong === undefined) return { status: 'OK', message: fine };
	if (typeof wrong === 'string') return { status: 'OK', message: wrong };
	return { status: 'Error', message: withoutSecrets(`${wrong.message}. ${wrong.description}`) };
}

function inWords(thrown: unknown): Sentence {
	if (thrown instanceof RequestFailed) return sentenceFor(thrown.failure, thrown.service);
	if (thrown instanceof CredentialIncomplete) return thrown;
	return {
		message: 'The test could not be made',
		description: thrown instanceof Error ? thrown.message : String(thrown),
	};
}
