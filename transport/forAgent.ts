import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

/** n8n runs a node for an AI agent under its type's name with "Tool" behind it. */
export const isForAgent = ({ type }: INode): boolean => type.endsWith('Tool');

/** Of what fails n8n gives an agent's model the message alone, so that what is to be done must be in it. */
export function withAdvice<Shown extends NodeApiError | NodeOperationError>(shown: Shown): Shown {
	const { message, description } = shown;
	if (description && !message.includes(description)) shown.message = `${message}. ${description}`;
	return shown;
}
