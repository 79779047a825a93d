import type { WorkflowNode } from '../../demo/n8n/workflow';
import { inLine, node, type Built, type Surroundings } from './build';
import { code, codeNode, saveCursor } from './reading';

/** From looked-up rows to the table: Create for those that are new, 1,000 a call, and Update for the others, one a call. */
export function writing(id: string, surroundings: Surroundings): Built {
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

const equals = (keyName: string, keyValue: string) => ({ keyName, condition: 'eq', keyValue });

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
