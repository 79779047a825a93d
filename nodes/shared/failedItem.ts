import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { toNodeError } from '../../transport/nodeErrors';

/**
 * What becomes of an item that failed where the others go on: what happened, what to do, and what a workflow may go on
 * by. At an error output n8n knows an item that failed by its fields alone: error, message and details, and no others.
 */
export function failedItem(
	context: IExecuteFunctions,
	failure: ReturnType<typeof toNodeError>,
	{ index, details }: { index: number; details: IDataObject },
): INodeExecutionData {
	const { message: error, description } = failure;
	const json =
		context.getNode().onError === 'continueErrorOutput'
			? { error, message: description ?? '', details }
			: { error, description: description ?? null, ...details };
	return { json, pairedItem: { item: index } };
}
