import type { AddEndpoint } from '../http/app';
import type { Call } from '../http/endpoint';
import { readPaging, readRange, readSorting } from '../http/listing';
import { CUSTOM_FIELD_TYPES } from '../tenant/customFields';

/** Made before any customer was. */
const MADE = { createdOn: '2020-01-01T00:00:00Z', modifiedOn: '2020-01-01T00:00:00Z' };

export function customFieldRoutes(add: AddEndpoint): void {
	add('GET', '/customers/custom-fields', ['tn.crm.customers:r', list]);
}

function list({ query, world: { switches } }: Call) {
	const { page, pageSize, includeTotal } = readPaging(query, switches);
	readSorting(query, switches);
	readRange(query, 'modified');
	readRange(query, 'created');
	query.check();
	const start = (page - 1) * pageSize;
	const { length } = CUSTOM_FIELD_TYPES;
	return {
		page,
		pageSize,
		hasMore: start + pageSize < length,
		totalCount: includeTotal && switches.totalCount ? length : null,
		data: CUSTOM_FIELD_TYPES.slice(start, start + pageSize).map((type) => ({ ...type, ...MADE })),
	};
}
