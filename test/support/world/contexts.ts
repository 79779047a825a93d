import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	IPollFunctions,
	NodeExecutionHint,
} from 'n8n-workflow';

import type { Requests } from './requests';

/** The value at a dotted path, as n8n names parameters inside collections. */
const get = (holder: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>(
			(value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
			holder,
		);

export interface Place {
	workflowId?: string;
	workflowName?: string;
	nodeId?: string;
	nodeName?: string;
	/** The node's type, e.g. with "Tool" behind it as an AI agent runs it. */
	nodeType?: string;
	executionId?: string;
}

/** What polls and executions share of an n8n context. */
function common(requests: Requests, place: Place) {
	const {
		workflowId = 'w1',
		workflowName = 'Contact sync',
		nodeId = 'n1',
		nodeName = 'Node',
	} = place;
	return {
		getWorkflow: () => ({ id: workflowId, name: workflowName, active: true }),
		getNode: () => ({
			id: nodeId,
			name: nodeName,
			type: place.nodeType ?? 'n8n-nodes-servicetitan-sync.node',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getTimezone: () => 'America/Chicago',
		getExecutionId: () => place.executionId ?? '231',
		getCredentials: async (name: string) => get(requests.credentials, name),
		helpers: {
			httpRequest: async (request: IHttpRequestOptions) => await requests.plain(request),
			httpRequestWithAuthentication: async (credential: string, request: IHttpRequestOptions) =>
				await requests.send(credential, request),
			returnJsonArray: (json: IDataObject[]) => json.map((one) => ({ json: one })),
		},
	};
}

/** Resolves a parameter as n8n does: the value that was set, else the default of the description's top level. */
function parameterReader(node: INodeType, parameters: IDataObject) {
	return (name: string, fallback?: unknown): unknown => {
		const set = get(parameters, name);
		if (set !== undefined) return isLocator(set) ? set.value : set;
		const described = node.description.properties.find(
			(property) => property.name === name && isShown(property, parameters),
		);
		// n8n fills in the defaults before a node runs; a fallback is for what has none.
		const value = described ? described.default : fallback;
		return isLocator(value) ? value.value : value;
	};
}

/** Whether the operation that was chosen has this field: several may have one of the same name. */
const isShown = ({ displayOptions }: INodeProperties, { resource, operation }: IDataObject) =>
	[
		[displayOptions?.show?.resource, resource],
		[displayOptions?.show?.operation, operation],
	].every(([shown, chosen]) => !Array.isArray(shown) || shown.includes(chosen));

const isLocator = (value: unknown): value is { value: unknown } =>
	typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;

export interface PollPlace extends Place {
	mode?: 'trigger' | 'manual';
	staticData?: IDataObject;
	budgetMs?: () => number;
}

export const pollContext = (
	node: INodeType,
	requests: Requests,
	{ parameters, ...place }: PollPlace & { parameters: IDataObject },
): IPollFunctions => {
	const read = parameterReader(node, parameters);
	return {
		...common(requests, place),
		getMode: () => place.mode ?? 'trigger',
		getActivationMode: () => 'activate',
		getPollBudgetMs: place.budgetMs ?? (() => 300_000),
		getWorkflowStaticData: () => place.staticData ?? {},
		getNodeParameter: (name: string, fallback?: unknown) => read(name, fallback),
	} as unknown as IPollFunctions;
};

export interface ExecutePlace extends Place {
	continueOnFail?: boolean;
	/** Takes what the node tells people beside its items. */
	hints?: string[];
}

/** @param parameters  expressions of the defaults are resolved for `sync` only: see `fromItem` */
export const executeContext = (
	node: INodeType,
	requests: Requests,
	{
		parameters,
		items,
		...place
	}: ExecutePlace & { parameters: IDataObject; items: INodeExecutionData[] },
): IExecuteFunctions =>
	({
		...common(requests, place),
		getMode: () => 'trigger',
		continueOnFail: () => place.continueOnFail ?? false,
		getInputData: () => items,
		addExecutionHints: (...hints: NodeExecutionHint[]) =>
			place.hints?.push(...hints.map(({ message }) => message)),
		getNodeParameter: (name: string, index: number, fallback?: unknown) =>
			fromItem(parameterReader(node, parameters)(name, fallback), items[index]),
	}) as unknown as IExecuteFunctions;

/** The expressions our own defaults use, such as `={{ $json.sync?.runId }}`. */
function fromItem(value: unknown, item: INodeExecutionData | undefined): unknown {
	const path = typeof value === 'string' && /^=\{\{ \$json\.([\w?.]+) \}\}$/.exec(value)?.[1];
	return path ? get(item?.json, path.replaceAll('?', '')) : value;
}
