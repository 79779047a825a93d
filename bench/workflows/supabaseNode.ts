import type { Workflow } from '../../demo/n8n/workflow';
import { inLine, node, workflowOf, type Built, type Surroundings } from './build';
import { code, codeNode, reading } from './reading';
import { writing } from './supabaseNodeWriting';

/** How rows that are there already are found: one Get a row, or Get Many with a list of ids. */
export type Lookup = 'get' | 'getMany';

/**
 * With n8n's Supabase node: look up which rows are there, create the others (one call for each 1,000), update
 * those that are there (one call each: the node has no upsert, and its Update takes one item at a time).
 */
export function supabaseNodeWorkflow(
	id: string,
	lookup: Lookup,
	surroundings: Surroundings,
): Workflow & { id: string } {
	const read = reading(id, surroundings);
	const found = lookup === 'get' ? byGet(surroundings) : byGetMany(surroundings);
	const written = writing(id, surroundings);
	const all: Built = {
		nodes: [...read.nodes, ...found.nodes, ...written.nodes],
		wires: [...read.wires, ...found.wires, ...written.wires],
	};
	return workflowOf({ id, name: `Bench: Supabase node, ${lookup}`, answer: 'noData' }, all);
}

function byGet({ credentials, workspaceId }: Surroundings): Built {
	const conditions = [
		{ keyName: 'workspace_id', keyValue: workspaceId },
		{ keyName: 'crm_id', keyValue: '={{ $json.crm_id }}' },
	];
	const get = node(
		'Get',
		'supabase',
		{ operation: 'get', tableId: 'contacts', filters: { conditions } },
		{ credentials, alwaysOutputData: true },
	);
	return { nodes: [get], wires: inLine('Rows', 'Get', 'Compare') };
}

function byGetMany({ credentials, workspaceId }: Surroundings): Built {
	const getMany = node(
		'Get',
		'supabase',
		{
			operation: 'getAll',
			tableId: 'contacts',
			returnAll: true,
			filterType: 'string',
			filterString: `=workspace_id=eq.${workspaceId}&crm_id=in.({{ $json.ids }})&select=crm_id`,
		},
		{ credentials, alwaysOutputData: true },
	);
	// One list at a time: given several items, the node would put the second filter behind the first.
	const oneByOne = node(
		'One List',
		'splitInBatches',
		{ batchSize: 1, options: {} },
		{ version: 3 },
	);
	return {
		nodes: [codeNode('Lists', code('lists.js')), oneByOne, getMany],
		wires: [
			...inLine('Rows', 'Lists', 'One List'),
			['One List', 'Compare'],
			['One List#1', 'Get'],
			['Get', 'One List'],
		],
	};
}
