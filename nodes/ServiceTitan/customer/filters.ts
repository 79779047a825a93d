import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { Query } from '../../../transport/query';
import { flag } from '../../shared/likeDefault';
import { collection, dateField, datesIn, flagField, textField, words } from '../fields';
import { inOrderOfNames, recordFields, recordFilters } from '../recordFilters';

/** The filters GET /customers really has: there is none by e-mail. An unknown one would be ignored by ServiceTitan. */
export const filtersField: INodeProperties = collection(
	['Filters', 'filters', 'Add Filter'],
	inOrderOfNames([
		...recordFields('customers').map((field) =>
			field.name === 'active'
				? { ...field, description: 'Merged customers are among the inactive ones' }
				: field,
		),
		flagField(
			'Exclude Accounting Changes',
			'excludeAccountingChangesFromModifiedDateRange',
			'Whether a changed balance, an invoice or a payment does not count as a modification',
		),
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
	]),
);

/** @param timezone  in which a date without an offset is meant */
const filterSchema = (timezone: string) =>
	z.object({
		...datesIn(timezone),
		...recordFilters,
		excludeAccountingChangesFromModifiedDateRange: flag,
		phone: words,
	});

/** @throws ZodError that names the filter */
export const filterQuery = (filters: unknown, timezone: string): Query =>
	z.object({ filters: filterSchema(timezone) }).parse({ filters: filters ?? {} }).filters;
