import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { Refused } from '../../core/sync/refusal';
import { isForAgent, withAdvice } from '../../transport/forAgent';
import { toNodeError } from '../../transport/nodeErrors';
import { failedItem } from '../shared/failedItem';
import type { Operation } from './operation';
import { operations } from './operations';

/** Runs the chosen operation for each distinct input: a hundred equal items mean one run, not a hundred. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const chosen = operationOf(context);
	const output: INodeExecutionData[] = [];
	const done = new Set<string>();
	for (let index = 0; index < context.getInputData().length; index++) {
		try {
			const input = chosen.input(context, index);
			const key = JSON.stringify(input);
			if (done.has(key)) continue;
			done.add(key);
			const results = await chosen.run(context, input);
			output.push(...results.map((json) => ({ json, pairedItem: { item: index } })));
		} catch (thrown) {
			const failure = toNodeError(context.getNode(), thrown, index);
			if (!context.continueOnFail()) throw failure;
			const details = { httpCode: codeIn(failure), ...refusalIn(thrown) };
			output.push(failedItem(context, failure, { index, details }));
		}
	}
	return output;
}

const codeIn = (failure: ReturnType<typeof toNodeError>): string | null =>
	'httpCode' in failure ? (failure.httpCode ?? null) : null;

/** For a workflow that goes on by it: why the database declined, and who holds the workspace where that is why. */
const refusalIn = (thrown: unknown): IDataObject =>
	thrown instanceof Refused
		? { refusal: thrown.code, holder: (thrown.facts.holder ?? null) as IDataObject | null }
		: { refusal: null, holder: null };

function operationOf(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const chosen = operations.find(
		(known) => known.resource === resource && known.option.value === name,
	);
	const node = context.getNode();
	if (!chosen) throw new NodeOperationError(node, `There is no operation "${String(name)}"`);
	if (chosen.onlyForPeople && isForAgent(node)) {
		const message = `"${chosen.option.name}" is for people, not for AI agents`;
		const description = 'It can skip or repeat changes. Run it from a workflow, by hand.';
		throw withAdvice(new NodeOperationError(node, message, { description }));
	}
	return chosen;
}
