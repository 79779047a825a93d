import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { testServiceTitan } from '../../transport/credentialTests/serviceTitan';
import { testSupabase } from '../../transport/credentialTests/supabase';
import { searchWorkspaces } from '../shared/workspaceField';
import { properties, subtitle, withServiceTitan } from './description';
import { executeItems } from './execute';

export class ServiceTitanSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceTitan Sync',
		name: 'serviceTitanSync',
		icon: { light: 'file:../../icons/sync.svg', dark: 'file:../../icons/sync.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description:
			'Sets up, runs and explains the sync of ServiceTitan customers with the table contacts in Supabase; does a whole run in one node',
		defaults: { name: 'ServiceTitan Sync' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			// n8n would call the second one "Credential", as if it were for both.
			{
				name: 'serviceTitanOAuth2Api',
				displayName: 'Credential for ServiceTitan OAuth2 API',
				required: true,
				testedBy: 'testServiceTitan',
				displayOptions: { show: { operation: withServiceTitan } },
			},
			{
				name: 'supabaseSyncApi',
				displayName: 'Credential for Supabase Sync API',
				required: true,
				testedBy: 'testSupabase',
			},
		],
		properties,
	};

	methods = {
		listSearch: { searchWorkspaces },
		credentialTest: { testServiceTitan, testSupabase },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}
}
