import type { WorkflowNode } from '../../demo/n8n/workflow';
import { node, type Surroundings } from './build';

const withServiceTitan = ({ credentials }: Surroundings) => ({
	version: 4.2,
	credentials,
	retryOnFail: true,
	maxTries: 5,
	waitBetweenTries: 1000,
});

const signedIn = {
	authentication: 'predefinedCredentialType',
	nodeCredentialType: 'serviceTitanOAuth2Api',
};

/** All pages of 500, by the node's own pagination. */
export function customersNode(surroundings: Surroundings): WorkflowNode {
	const query: Array<[string, string]> = [
		['modifiedOnOrAfter', '={{ $json.modified_on }}'],
		['active', 'Any'],
		['sort', '+Id'],
		['pageSize', '500'],
	];
	return node(
		'Customers',
		'httpRequest',
		{
			...signedIn,
			url: `${surroundings.serviceTitan}/customers`,
			sendQuery: true,
			queryParameters: { parameters: query.map(([name, value]) => ({ name, value })) },
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }],
						},
						paginationCompleteWhen: 'other',
						completeExpression: '={{ !$response.body.hasMore }}',
					},
				},
			},
		},
		withServiceTitan(surroundings),
	);
}

/** 50 at once and then a second's pause is as close to the limit of 60 a second as the node's batching comes. */
export const contactsNode = (surroundings: Surroundings): WorkflowNode =>
	node(
		'Contacts',
		'httpRequest',
		{
			...signedIn,
			url: `${surroundings.serviceTitan}/customers/contacts`,
			sendQuery: true,
			queryParameters: {
				parameters: [
					{ name: 'customerIds', value: '={{ $json.ids }}' },
					{ name: 'pageSize', value: '500' },
				],
			},
			options: { batching: { batch: { batchSize: 50, batchInterval: 1000 } } },
		},
		withServiceTitan(surroundings),
	);
