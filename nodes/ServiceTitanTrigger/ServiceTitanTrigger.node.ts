import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { testServiceTitan } from '../../transport/credentialTests/serviceTitan';
import { testSupabase } from '../../transport/credentialTests/supabase';
import { toNodeError } from '../../transport/nodeErrors';
import { searchWorkspaces } from '../shared/workspaceField';
import { FirstPolls } from './firstPoll';
import { poll, triggerOf } from './poll';
import { properties } from './properties';
import { sample } from './sample';
import { readSettings } from './settings';

const firstPolls = new FirstPolls();

export class ServiceTitanTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceTitan Trigger',
		name: 'serviceTitanTrigger',
		icon: {
			light: 'file:../../icons/servicetitan.svg',
			dark: 'file:../../icons/servicetitan.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { created: "Customer created", updated: "Customer updated" }[$parameter["triggerOn"]] ?? "Customer created or updated" }}',
		description: 'Starts the workflow when a customer is created or changed in ServiceTitan',
		defaults: { name: 'ServiceTitan Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'serviceTitanOAuth2Api',
				displayName: 'Credential for ServiceTitan OAuth2 API',
				required: true,
				testedBy: 'testServiceTitan',
			},
			{
				name: 'supabaseSyncApi',
				displayName: 'Credential for Supabase Sync API',
				required: true,
				testedBy: 'testSupabase',
				displayOptions: { show: { cursorStore: ['supabase'] } },
			},
		],
		properties,
	};

	methods = {
		listSearch: { searchWorkspaces },
		credentialTest: { testServiceTitan, testSupabase },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const trigger = triggerOf(this);
		const manual = this.getMode() === 'manual';
		const first = !manual && firstPolls.begin(this);
		try {
			const settings = readSettings(this);
			const items = manual ? await sample(this, settings) : await poll(this, settings);
			firstPolls.succeeded(trigger);
			return items;
		} catch (failure) {
			if (firstPolls.forgives(trigger, first, failure)) return null;
			throw toNodeError(this.getNode(), failure);
		}
	}
}
