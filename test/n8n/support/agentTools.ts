import type { AgentTool } from './agentScene';

const fromModel = (key: string, description: string, type = 'string') =>
	`={{ $fromAI('${key}', '${description}', '${type}') }}`;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const serviceTitan = (
	name: string,
	resource: string,
	operation: string,
	more: object,
): AgentTool => ({
	name,
	type: 'serviceTitanTool',
	parameters: { resource, operation, ...more },
});

/** What an agent at the telephone needs, as a person would set it up. */
export const telephoneTools: AgentTool[] = [
	serviceTitan('Find customers', 'customer', 'getMany', {
		descriptionType: 'manual',
		toolDescription: 'Finds customers by phone number',
		limit: 5,
		filters: { phone: fromModel('phone', 'The phone number, however it is written') },
	}),
	serviceTitan('Get customer', 'customer', 'get', {
		// As n8n writes it when a person lets the model fill the field in.
		customerId: byId(
			"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Customer', ``, 'string') }}",
		),
	}),
	serviceTitan('Add note', 'note', 'add', {
		customerId: byId(fromModel('customer_id', 'The ID of the customer', 'number')),
		text: fromModel('text', 'What the note says'),
	}),
	serviceTitan('Store caller', 'customer', 'upsert', {
		findBy: 'phone',
		phone: fromModel('phone', 'The phone number of the caller'),
		name: fromModel('name', 'Last name, first name'),
		address: {
			street: fromModel('street', 'House number and street'),
			city: fromModel('city', 'The city'),
			state: fromModel('state', 'Two letters'),
			zip: fromModel('zip', 'The ZIP code'),
			country: 'USA',
		},
		details: { tagTypeIds: fromModel('tags', 'Names of tags, with commas between them') },
	}),
	{
		name: 'Finish run',
		type: 'serviceTitanSyncTool',
		parameters: { resource: 'run', operation: 'finishRun', workspaceId: '', runId: '' },
	},
];
