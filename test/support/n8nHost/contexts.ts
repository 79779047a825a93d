import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
	INodeParameters,
	INodeType,
	NodeExecutionHint,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { NODE, type N8nHost } from './n8nHost';

const shared = (host: N8nHost) => ({
	getNode: () => NODE,
	getTimezone: () => 'America/Chicago',
	getCredentials: async (name: string) => ({ ...host.credentials[name] }),
	helpers: {
		httpRequest: host.httpRequest,
		httpRequestWithAuthentication: host.httpRequestWithAuthentication,
	},
});

/** The context in which lists of a node's fields are filled. @param parameters  what the node's fields hold by now */
export const listContext = (host: N8nHost, parameters: IDataObject = {}): ILoadOptionsFunctions =>
	({
		...shared(host),
		getCurrentNodeParameter: (name: string) => parameters[name],
	}) as unknown as ILoadOptionsFunctions;

export interface Execution {
	/** The parameters of each input item; where one is not set its default holds. */
	items: IDataObject[];
	continueOnFail?: boolean;
	/** As the node's settings have it. */
	onError?: INode['onError'];
	/** Whether the node runs as a tool of an AI agent. */
	forAgent?: boolean;
	/** Hints that n8n would show beside the output are added here. */
	hints?: NodeExecutionHint[];
}

/** The context in which a node executes. */
export const executeContext = (
	host: N8nHost,
	node: INodeType,
	{
		items,
		onError,
		continueOnFail = onError !== undefined,
		forAgent = false,
		hints = [],
	}: Execution,
): IExecuteFunctions =>
	({
		...shared(host),
		getNode: () => ({ ...NODE, type: forAgent ? `${NODE.type}Tool` : NODE.type, onError }),
		continueOnFail: () => continueOnFail,
		addExecutionHints: (...more: NodeExecutionHint[]) => void hints.push(...more),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, index: number, fallback?: unknown) => {
			const value = parametersOf(node, items[index])[name] ?? fallback;
			if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
			return isLocator(value) ? extracted(value) : value;
		},
	}) as unknown as IExecuteFunctions;

/** What n8n keeps of a node's parameters: defaults filled in, and nothing of fields that are not shown. */
const parametersOf = ({ description }: INodeType, given: IDataObject = {}): IDataObject =>
	NodeHelpers.getNodeParameters(
		description.properties,
		given as INodeParameters,
		true,
		false,
		NODE,
		description,
	) as IDataObject;

interface Locator {
	mode: string;
	value: unknown;
}

const isLocator = (value: unknown): value is Locator =>
	typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;

/** n8n takes the id out of an address before the node sees it. */
const extracted = ({ mode, value }: Locator): unknown =>
	mode === 'url' ? /https?:\/\/.*[Cc]ustomer\/([0-9]+)/.exec(String(value))?.[1] : value;
