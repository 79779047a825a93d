import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { likeDefault } from '../shared/likeDefault';

/** What an operation reads from the node's parameters; equal inputs are worked on once. */
export type Input = Record<string, unknown>;

/** One operation of the node: one file and one entry in operations/index.ts. */
export interface Operation<In extends Input = Input> {
	resource: 'run' | 'workspace' | 'health';
	option: INodePropertyOptions & { value: string };
	/** Its own fields, without displayOptions: the node adds them. */
	fields: INodeProperties[];
	/** Whether it talks to ServiceTitan: only then is that credential asked for. */
	needsServiceTitan: boolean;
	/** True for what a person decides: refused when an AI agent asks for it. */
	onlyForPeople?: boolean;
	input(context: IExecuteFunctions, index: number): In;
	run(context: IExecuteFunctions, input: In): Promise<IDataObject[]>;
}

/** Keeps the input's type inside one operation while the registry holds all of them. */
export const operation = <In extends Input>(definition: Operation<In>): Operation =>
	definition as unknown as Operation;

export const textOf = (context: IExecuteFunctions, name: string, index: number): string =>
	String(context.getNodeParameter(name, index, '', { extractValue: true }) ?? '').trim();

/** @param usual  the field's default, which counts where an expression gives nothing */
export const flagOf = (
	context: IExecuteFunctions,
	name: string,
	index: number,
	usual = false,
): boolean => likeDefault(name, context.getNodeParameter(name, index, usual), usual);
