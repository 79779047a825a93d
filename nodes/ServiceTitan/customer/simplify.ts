import type { INodeProperties } from 'n8n-workflow';

import { simpleFields } from '../../shared/simplify';
import type { AnyRecord } from '../anyRecord';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const simplify = (customer: AnyRecord): AnyRecord => ({
	...simpleFields(customer),
	id: customer.id,
});
