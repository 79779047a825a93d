import type { Workflow, WorkflowNode } from '../../demo/n8n/workflow';
import { inLine, node, workflowOf, type Built, type Surroundings } from './build';
import { code, codeNode, reading, saveCursor } from './reading';

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

const equals = (keyName: string, keyValue: string) => ({ keyName, condition: 'eq', keyValue });

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

function writing(id: string, surroundings: Surroundings): Built {
	const nodes = [
		codeNode('Compare', code('compare.js')),
		isNew,
		node('Thousands', 'splitInBatches', { batchSize: 1000, options: {} }, { version: 3 }),
		createNode(surroundings),
		updateNode(surroundings),
		node('All Written', 'merge', { mode: 'append' }, { version: 3 }),
		saveCursor(id, surroundings),
	];
	return {
		nodes,
		wires: [
			...inLine('Compare', 'Is New'),
			['Is New', 'Thousands'],
			['Is New#1', 'Update'],
			['Thousands', 'All Written'],
			['Thousands#1', 'Create'],
			['Create', 'Thousands'],
			['Update', 'All Written', 1],
			['All Written', 'Save Cursor'],
		],
	};
}

const isNew: WorkflowNode = node(
	'Is New',
	'if',
	{
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: 'new',
					leftValue: '={{ $json.known }}',
					rightValue: '',
					operator: { type: 'boolean', operation: 'false', singleValue: true },
				},
			],
		},
		options: {},
	},
	{ version: 2.2 },
);

const createNode = ({ credentials }: Surroundings): WorkflowNode =>
	node(
		'Create',
		'supabase',
		{
			operation: 'create',
			tableId: 'contacts',
			dataToSend: 'autoMapInputData',
			inputsToIgnore: 'known',
		},
		{ credentials },
	);

const updateNode = ({ credentials, workspaceId }: Surroundings): WorkflowNode =>
	node(
		'Update',
		'supabase',
		{
			operation: 'update',
			tableId: 'contacts',
			filterType: 'manual',
			matchType: 'allFilters',
			filters: {
				conditions: [equals('workspace_id', workspaceId), equals('crm_id', '={{ $json.crm_id }}')],
			},
			dataToSend: 'autoMapInputData',
			inputsToIgnore: 'known',
		},
		{ credentials },
	);
