import type { Failure as DeclaredFailure, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ZodError } from 'zod';

import { RequestFailed, type Failure, type FailureKind } from '../core/failure';
import { Refused } from '../core/sync/refusal';
import { withoutSecrets } from '../core/withoutSecrets';
import { isForAgent, withAdvice } from './forAgent';
import { httpCodeOfRefusal, sentenceOfRefusal } from './refusals';
import { sentenceFor } from './sentenceFor';
import { CredentialIncomplete } from './serviceTitan/account';
import type { Sentence } from './words/sentence';

export { sentenceFor };

/** The one place where what went wrong becomes what the user reads on the canvas. */
export function toNodeError(node: INode, thrown: unknown, itemIndex?: number): Shown {
	const shown = shownFor(node, thrown, itemIndex);
	return isForAgent(node) ? withAdvice(shown) : shown;
}

type Shown = NodeApiError | NodeOperationError;

function shownFor(node: INode, thrown: unknown, itemIndex?: number): Shown {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	if (thrown instanceof RequestFailed) return ofService(node, thrown, itemIndex);
	if (thrown instanceof Refused) return ofRefusal(node, thrown, itemIndex);
	if (thrown instanceof CredentialIncomplete)
		return ofOperation(node, thrown, { itemIndex, failure: { cause: 'credential-invalid' } });
	if (thrown instanceof ZodError) return ofOperation(node, wrongForm(thrown), { itemIndex });
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return new NodeOperationError(node, withoutSecrets(message), { itemIndex });
}

function ofService(node: INode, { failure, service }: RequestFailed, itemIndex?: number) {
	const { message, description } = sentenceFor(failure, service);
	// The second argument ends up in the execution record: nothing but words may be in it.
	return new NodeApiError(
		node,
		{ message },
		{
			message,
			description,
			itemIndex,
			httpCode: httpCodeOf(failure),
			failure: declared(failure),
		},
	);
}

function ofRefusal(node: INode, refused: Refused, itemIndex?: number) {
	const { message, description } = sentenceOfRefusal(refused);
	const httpCode = httpCodeOfRefusal(refused.code);
	return new NodeApiError(node, { message }, { message, description, itemIndex, httpCode });
}

const ofOperation = (
	node: INode,
	{ message, description }: Sentence,
	more: { itemIndex?: number; failure?: DeclaredFailure },
) => new NodeOperationError(node, message, { description, ...more });

/**
 * n8n's own word for why a poll failed, by which it waits longer or not. Hosts that do not know it ignore it.
 * Without one n8n takes the failure for one that may pass.
 */
const causes: Record<FailureKind, DeclaredFailure['cause'] | undefined> = {
	throttled: 'rate-limited',
	unavailable: 'temporarily-unavailable',
	interrupted: 'temporarily-unavailable',
	malformed: 'temporarily-unavailable',
	expired: 'credential-invalid',
	denied: 'credential-invalid',
	misdirected: 'configuration-invalid',
	missing: 'configuration-invalid',
	conflict: undefined,
	rejected: undefined,
};

function declared(failure: Failure): DeclaredFailure | undefined {
	const cause = causes[failure.kind];
	if (cause === undefined) return undefined;
	const wait = 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
	return wait ? ({ cause, retryAfterMs: wait } as DeclaredFailure) : { cause };
}

const httpCodes: Partial<Record<FailureKind, string>> = {
	throttled: '429',
	expired: '401',
	denied: '403',
	misdirected: '404',
	missing: '404',
	conflict: '409',
	rejected: '400',
};

const httpCodeOf = (failure: Failure): string | undefined =>
	'status' in failure && failure.status ? String(failure.status) : httpCodes[failure.kind];

const wrongForm = ({ issues }: ZodError): Sentence => {
	const first = issues.slice(0, 5).map(({ path, message }) => ({ field: path.join('.'), message }));
	return {
		message: headline([...new Set(first.map(({ field }) => field))]),
		description: first.map(({ field, message }) => `${field || 'value'}: ${message}`).join('; '),
	};
};

/** n8n shows it alone where there is little room. */
function headline(fields: string[]): string {
	if (fields.includes('')) return 'What this node was given does not have the form it needs';
	return fields.length === 1
		? `The field ${fields[0]} cannot be used as it is`
		: `The fields ${fields.join(', ')} cannot be used as they are`;
}
