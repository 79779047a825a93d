import { parse } from 'flatted';

/** What one node did in an execution, as n8n stores it; only what is read here. */
interface NodeRun {
	error?: { message: string; description?: string };
	data?: { main?: Array<Array<{ json: Record<string, unknown>; pairedItem?: unknown }> | null> };
	startTime: number;
	executionTime: number;
}

interface RunData {
	resultData: { error?: { message: string }; runData?: Record<string, NodeRun[]> };
}

/** What an execution left behind, readable by node. */
export interface ExecutionData {
	/** The message of the node or workflow that failed, if one did. */
	failure?: string;
	/** Names of the nodes that ran. */
	nodes: string[];
	/** The items' json of one of a node's outputs, over all its runs; empty when the node did not run. */
	output<T = Record<string, unknown>>(node: string, index?: number): T[];
	/** When a node's first run began, in milliseconds since 1970; undefined when it did not run. */
	startOf(node: string): number | undefined;
}

/** @param flatted  the execution's `data`, which n8n sends in the flatted notation because it holds cycles */
export function readExecutionData(flatted: string): ExecutionData {
	// An execution that only just began holds nothing yet.
	const resultData = (parse(flatted) as RunData | undefined)?.resultData;
	const runs = resultData?.runData ?? {};
	const failed = Object.values(runs)
		.flat()
		.find((run) => run.error);
	return {
		failure: resultData?.error?.message ?? failed?.error?.message,
		nodes: Object.keys(runs),
		output: <T>(node: string, index = 0) =>
			(runs[node] ?? [])
				.flatMap((run) => run.data?.main?.[index] ?? [])
				.map(({ json }) => json as T),
		startOf: (node) => runs[node]?.[0]?.startTime,
	};
}
