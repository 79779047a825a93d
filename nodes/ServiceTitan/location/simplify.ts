import type { Asked } from '../operation';
import type { AnyRecord } from '../anyRecord';
import { simplified } from '../customer/simplify';

/** What people use of a location; the rest is left out. */
const SIMPLE = [
	'id',
	'customerId',
	'name',
	'active',
	'address',
	'tagTypeIds',
	'taxExempt',
	'mergedToId',
	'createdOn',
	'modifiedOn',
];

/** Locations with their tags and custom fields by name. */
export const simplifiedLocations = async (
	serviceTitan: Asked['serviceTitan'],
	locations: AnyRecord[],
): Promise<AnyRecord[]> => await simplified(serviceTitan, locations, simpleFields);

const simpleFields = (location: AnyRecord): object =>
	Object.fromEntries(
		SIMPLE.filter((name) => name in location).map((name) => [name, location[name]]),
	);
