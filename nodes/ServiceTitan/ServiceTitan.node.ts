import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { testServiceTitan } from '../../transport/credentialTests/serviceTitan';
import { executeItems } from './execute';
import { loadCustomFields, loadLocationCustomFields, loadTagTypes } from './loadOptions';
import { properties } from './properties';
import { searchCustomers } from './searchCustomers';
import { searchContactMethods, searchLocations, searchNotes } from './searchRecords';

export class ServiceTitan implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ServiceTitan',
		name: 'serviceTitan',
		icon: {
			light: 'file:../../icons/servicetitan.svg',
			dark: 'file:../../icons/servicetitan.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Reads and writes customers of ServiceTitan, their contact methods, locations, notes and tags',
		defaults: { name: 'ServiceTitan' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'serviceTitanOAuth2Api', required: true, testedBy: 'testServiceTitan' }],
		properties,
	};

	methods = {
		loadOptions: { loadCustomFields, loadLocationCustomFields, loadTagTypes },
		listSearch: { searchCustomers, searchContactMethods, searchLocations, searchNotes },
		credentialTest: { testServiceTitan },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}
}
