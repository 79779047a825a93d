import { parseInstant } from '../../core/instant';
import type { AddEndpoint } from '../http/app';
import type { Call } from '../http/endpoint';
import { readPaging, readRange, readSorting, within } from '../http/listing';
import { CUSTOM_FIELD_TYPES, type FieldsOf } from '../tenant/customFields';

/** Made before any customer was. */
const MADE = '2020-01-01T00:00:00Z';
const madeOn = parseInstant(MADE) ?? '';

export function customFieldRoutes(add: AddEndpoint): void {
	add('GET', '/customers/custom-fields', ['tn.crm.customers:r', listOf('customers')]);
	add('GET', '/locations/custom-fields', ['tn.crm.locations:r', listOf('locations')]);
}

const listOf =
	(of: FieldsOf) =>
	({ query, world: { switches } }: Call) => {
		const { page, pageSize, includeTotal } = readPaging(query, switches);
		readSorting(query, switches);
		const ranges = [readRange(query, 'modified'), readRange(query, 'created')];
		query.check();
		const found = ranges.every((range) => within(madeOn, range)) ? CUSTOM_FIELD_TYPES[of] : [];
		const start = (page - 1) * pageSize;
		return {
			page,
			pageSize,
			hasMore: start + pageSize < found.length,
			totalCount: includeTotal && switches.totalCount ? found.length : null,
			data: found
				.slice(start, start + pageSize)
				.map((type) => ({ ...type, createdOn: MADE, modifiedOn: MADE })),
		};
	};
