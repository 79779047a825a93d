import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { brief } from '../../core/retry';
import { connectSupabase } from '../../transport/supabase/connectSupabase';
import { workspacesOf } from '../../transport/supabase/workspaces';
import { systemClock } from './systemClock';

/** What an empty field stands for, said in the field itself, and what the field is for. */
interface EmptyMeans {
	empty: string;
	description: string;
}

/** The workspace a node works for: chosen from those the database knows, or by id. */
export const workspaceFieldFor = ({ empty, description }: EmptyMeans): INodeProperties => ({
	displayName: 'Workspace',
	name: 'workspaceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: empty,
			typeOptions: { searchListMethod: 'searchWorkspaces', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 45963',
		},
	],
});

/** Where the ServiceTitan credential tells which one is meant. */
export const workspaceField = workspaceFieldFor({
	empty: "The workspace of the credential's tenant",
	description:
		"Whose contacts are kept in step. Empty: the workspace of the ServiceTitan credential's tenant.",
});

/** Fills the list: every workspace that was set up, with its tenant beside it. */
export async function searchWorkspaces(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const call = await connectSupabase(this, systemClock, brief);
	const workspaces = await workspacesOf(call).list();
	const wanted = filter.toLowerCase();
	return {
		results: workspaces
			.map(({ workspace_id, tenant_id }) => ({
				name: tenant_id ? `${workspace_id} (tenant ${tenant_id})` : workspace_id,
				value: workspace_id,
			}))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}
