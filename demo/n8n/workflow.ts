export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[more: string]: unknown;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[more: string]: unknown;
}

/** A node's description, as n8n gives it to its editor. */
export interface NodeType {
	/** With the package in front, e.g. n8n-nodes-base.set. */
	name: string;
	version: number | number[];
	properties: unknown[];
	credentials?: Array<{ name: string }>;
	[more: string]: unknown;
}
