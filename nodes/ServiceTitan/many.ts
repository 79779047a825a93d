import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { likeDefault } from '../shared/likeDefault';

/** How many records a Get Many gives. */
export const manyFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

const asked = z.object({
	limit: z.coerce
		.number({ invalid_type_error: 'must be a number' })
		.min(1, 'must be 1 or more')
		.transform(Math.floor),
});

/** @returns `Infinity` for all. @throws ZodError where the limit is no number from 1 */
export const mostOf = (parameter: (name: string) => unknown): number =>
	asked.parse({
		limit: likeDefault('Return All', parameter('returnAll'), false) ? Infinity : parameter('limit'),
	}).limit;
