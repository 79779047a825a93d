import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { ZodError } from 'zod';

import { RequestFailed, type FailureKind } from '../../core/failure';
import { isForAgent } from '../../transport/forAgent';
import { toNodeError } from '../../transport/nodeErrors';
import { connectServiceTitan, type ServiceTitanConnection } from '../../transport/serviceTitan';
import { failedItem } from '../shared/failedItem';
import { systemClock } from '../shared/systemClock';
import type { Operation } from './operation';
import { resources } from './operations';

/** Does the chosen operation for each item in turn; with Continue On Fail a failed item says why and the next goes on. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const serviceTitan = await connect(context);
	const output: INodeExecutionData[] = [];
	for (let index = 0; index < context.getInputData().length; index++) {
		try {
			const found = await operationFor(context, index).run({
				serviceTitan,
				parameter: (name) =>
					context.getNodeParameter(name, index, undefined, { extractValue: true }),
				timezone: context.getTimezone(),
			});
			output.push(...found.map((json) => ({ json, pairedItem: { item: index } })));
		} catch (thrown) {
			const failure = toNodeError(context.getNode(), thrown, index);
			if (!context.continueOnFail()) throw failure;
			output.push(failedItem(context, failure, { index, details: { kind: kindOf(thrown) } }));
		}
	}
	hintAt(context, output);
	const isSilent = output.length === 0 && isForAgent(context.getNode());
	return isSilent ? [{ json: NOTHING, pairedItem: { item: 0 } }] : output;
}

/** An agent would be told nothing at all, which a model may take for a failure. */
const NOTHING = { found: 0, message: 'ServiceTitan has nothing that fits.' };

/** For a workflow that goes on by it: what ServiceTitan's reply meant, or `input` where a field is filled in wrongly. */
function kindOf(thrown: unknown): FailureKind | 'input' | null {
	if (thrown instanceof RequestFailed) return thrown.failure.kind;
	return thrown instanceof ZodError ? 'input' : null;
}

/** What ServiceTitan dropped is easily overlooked among many fields. */
function hintAt(context: IExecuteFunctions, output: INodeExecutionData[]): void {
	const names = new Set(output.flatMap(({ json }) => (json.notStored ?? []) as string[]));
	if (names.size === 0) return;
	context.addExecutionHints({
		message: `ServiceTitan did not take everything that was sent: ${[...names].join(', ')}. See <b>notStored</b> in the items.`,
		location: 'outputPane',
		type: 'warning',
	});
}

async function connect(context: IExecuteFunctions): Promise<ServiceTitanConnection> {
	try {
		return await connectServiceTitan(context, systemClock);
	} catch (thrown) {
		throw toNodeError(context.getNode(), thrown);
	}
}

function operationFor(context: IExecuteFunctions, index: number): Operation {
	const resource = context.getNodeParameter('resource', index);
	const name = context.getNodeParameter('operation', index);
	const chosen = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ option }) => option.value === name);
	if (chosen) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`There is no operation "${String(name)}" for "${String(resource)}"`,
		{ itemIndex: index, description: 'Choose the resource and the operation from their lists.' },
	);
}
