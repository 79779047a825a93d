import type { INodeProperties } from 'n8n-workflow';

import { idIn } from './recordLocator';

/** The customer an operation is about: found by name or phone, by id, or by the address of its page. */
export const customerField: INodeProperties = {
	displayName: 'Customer',
	name: 'customerId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The customer in ServiceTitan',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Search by name or phone',
			typeOptions: { searchListMethod: 'searchCustomers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 41863',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'A customer ID is a number' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://go.servicetitan.com/#/Customer/41863',
			extractValue: { type: 'regex', regex: 'https?://.*[Cc]ustomer/([0-9]+)' },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https?://.*[Cc]ustomer/([0-9]+).*',
						errorMessage: "The address of a customer's page ends in Customer/ and a number",
					},
				},
			],
		},
	],
};

/** @throws ZodError that names the field, where the value is no id */
export const customerIdOf = (value: unknown): number => idIn('Customer', 'a customer', value);
