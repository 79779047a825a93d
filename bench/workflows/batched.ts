import type { Workflow } from '../../demo/n8n/workflow';
import { inLine, node, workflowOf, type Surroundings } from './build';
import { code, codeNode, reading, saveCursor } from './reading';

/** The expert's way around the Supabase node: HTTP Request, 1,000 rows a call, upserted by PostgREST itself. */
export function batchedWorkflow(id: string, surroundings: Surroundings): Workflow & { id: string } {
	const { supabase, credentials } = surroundings;
	const read = reading(id, surroundings);
	const upsert = node(
		'Upsert',
		'httpRequest',
		{
			method: 'POST',
			url: `${supabase}/rest/v1/contacts?on_conflict=workspace_id,crm_id`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'supabaseApi',
			sendHeaders: true,
			headerParameters: {
				parameters: [{ name: 'Prefer', value: 'resolution=merge-duplicates,return=minimal' }],
			},
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ $json.rows }}',
			options: {},
		},
		{ version: 4.2, credentials },
	);
	return workflowOf(
		{ id, name: 'Bench: HTTP Request upserts', answer: 'noData' },
		{
			nodes: [
				...read.nodes,
				codeNode('Batches', code('batches.js')),
				upsert,
				saveCursor(id, surroundings),
			],
			wires: [...read.wires, ...inLine('Rows', 'Batches', 'Upsert', 'Save Cursor')],
		},
	);
}
