import type { IExecuteFunctions } from 'n8n-workflow';

import { likeDefault } from '../shared/likeDefault';

const optionOf = <T>(context: IExecuteFunctions, index: number, name: string, fallback: T): T =>
	likeDefault(name, context.getNodeParameter(`options.${name}`, index, fallback), fallback);

/** Options that hold for all items of an execution, as one call or the end of a run does; read from the first. */
export interface Settings {
	batchSize: number;
	finish: 'whenAllArrived' | 'afterThisBatch' | 'never';
}

export const readSettings = (context: IExecuteFunctions): Settings => ({
	batchSize: Math.max(1, optionOf(context, 0, 'batchSize', 1000)),
	finish: optionOf(context, 0, 'finishRun', 'whenAllArrived'),
});

/** How one item is to be written: an expression may say it of each. */
export interface Manner {
	link: boolean;
	skipWithoutContactMethods: boolean;
	/** Shown, not written. */
	dryRun: boolean;
}

export const mannerOf = (context: IExecuteFunctions, index: number): Manner => ({
	link: optionOf(context, index, 'linkManualContacts', true),
	skipWithoutContactMethods: optionOf(context, index, 'skipWithoutContactMethods', true),
	dryRun: optionOf(context, index, 'dryRun', false),
});

/** Whether an item is to be written at all. */
export const isWanted = (context: IExecuteFunctions, index: number): boolean =>
	optionOf(context, index, 'writeWhen', true);
