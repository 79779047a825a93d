import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowNode } from '../../demo/n8n/workflow';
import { inLine, node, type Built, type Surroundings } from './build';
import { contactsNode, customersNode } from './serviceTitanNodes';

/** JavaScript of a Code node, kept in a file of its own so that it is formatted and linted like everything else. */
export const code = (file: string): string => readFileSync(join(__dirname, 'code', file), 'utf8');

export const codeNode = (name: string, text: string): WorkflowNode =>
	node(name, 'code', { jsCode: text }, { version: 2 });

/** The table in which these workflows keep their cursors, one row a workflow. */
export const CURSORS = 'bench_cursors';

/**
 * The half that both alternatives share: the cursor from Supabase, the customers by pages of 500, their contact
 * methods by 50 ids a call with 50 calls a second, and a Code node that joins them into rows.
 * The last node is `Rows`.
 */
export function reading(id: string, surroundings: Surroundings): Built {
	const { workspaceId, credentials } = surroundings;
	const nodes = [
		node(
			'Start',
			'set',
			{
				assignments: {
					assignments: [
						{
							id: 'start',
							name: 'startedAt',
							value: '={{ $now.toUTC().toISO() }}',
							type: 'string',
						},
					],
				},
				options: {},
			},
			{ version: 3.4 },
		),
		node(
			'Cursor',
			'supabase',
			{
				operation: 'get',
				tableId: CURSORS,
				filters: { conditions: [{ keyName: 'name', keyValue: id }] },
			},
			{ credentials },
		),
		customersNode(surroundings),
		codeNode('Ids', code('ids.js')),
		contactsNode(surroundings),
		codeNode('Rows', code('rows.js').replace('WORKSPACE', workspaceId)),
	];
	return { nodes, wires: inLine(...nodes.map(({ name }) => name)) };
}

/** Last of all, and once: the next run reads what changed since this one began. */
export const saveCursor = (id: string, { credentials }: Surroundings): WorkflowNode =>
	node(
		'Save Cursor',
		'supabase',
		{
			operation: 'update',
			tableId: CURSORS,
			filterType: 'manual',
			matchType: 'allFilters',
			filters: { conditions: [{ keyName: 'name', condition: 'eq', keyValue: id }] },
			dataToSend: 'defineBelow',
			fieldsUi: {
				fieldValues: [
					{ fieldId: 'modified_on', fieldValue: "={{ $('Start').first().json.startedAt }}" },
				],
			},
		},
		{ credentials, executeOnce: true },
	);
