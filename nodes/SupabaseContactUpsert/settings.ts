import type { IExecuteFunctions } from 'n8n-workflow';

/** Options that hold for all items of an execution; they are read from the first. */
export interface Settings {
	batchSize: number;
	link: boolean;
	skipWithoutContactMethods: boolean;
	dryRun: boolean;
	finish: 'whenAllArrived' | 'afterThisBatch' | 'never';
}

export function readSettings(context: IExecuteFunctions): Settings {
	const option = <T>(name: string, fallback: T): T =>
		context.getNodeParameter(`options.${name}`, 0, fallback) as T;
	return {
		batchSize: Math.max(1, Number(option('batchSize', 1000)) || 1000),
		link: option('linkManualContacts', true),
		skipWithoutContactMethods: option('skipWithoutContactMethods', true),
		dryRun: option('dryRun', false),
		finish: option('finishRun', 'whenAllArrived'),
	};
}
