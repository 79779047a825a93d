import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Query } from '../../../transport/query';
import {
	activeField,
	dateField,
	datesIn,
	placeFields,
	placeFilters,
	textField,
	words,
} from '../fields';

/** The filters GET /customers really has: there is none by e-mail. An unknown one would be ignored by ServiceTitan. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{ ...activeField('customers'), description: 'Merged customers are among the inactive ones' },
		...placeFields,
		textField('Phone', 'phone', { placeholder: 'e.g. 555-010-4477' }),
		dateField('Created Before', 'createdBefore', 'Only customers created before this moment'),
		dateField('Created On or After', 'createdOnOrAfter', 'Only customers created then or later'),
		dateField(
			'Modified Before',
			'modifiedBefore',
			'Only customers last changed before this moment',
		),
		dateField(
			'Modified On or After',
			'modifiedOnOrAfter',
			'Only customers changed then or later. A changed phone or e-mail does not count as a change of the customer.',
		),
	].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
};

/** @param timezone  in which a date without an offset is meant */
const filterSchema = (timezone: string) =>
	z.object({ ...datesIn(timezone), ...placeFilters, phone: words });

/** @throws ZodError that names the filter */
export const filterQuery = (filters: unknown, timezone: string): Query =>
	z.object({ filters: filterSchema(timezone) }).parse({ filters: filters ?? {} }).filters;
