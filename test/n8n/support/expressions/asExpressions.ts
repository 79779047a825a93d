import type { INodeParameters } from 'n8n-workflow';

import type { Panel } from '../../../support/descriptions/everyPanel';

/** Parts of a field that n8n itself writes. */
const OF_N8N = ['__rl', 'mode', 'mappingMode', 'schema'];

const IS_DATE = /^\d{4}-\d\d-\d\dT06:00:00.000Z$/;

/** What an expression does with a value of the item. */
export type Reading = (place: string, value: unknown) => string;

/** As it is. Dates as people reckon with them in expressions: they are n8n's own then, no text. */
export const asItIs: Reading = (place, value) => (isDate(value) ? `${place}.toDateTime()` : place);

/** As forms and spreadsheets give it. */
export const asText: Reading = (place, value) =>
	Array.isArray(value) ? `${place}.join(", ")` : `String(${place})`;

/**
 * The parameters with an expression wherever n8n offers one.
 * @param placeOf  where an expression finds the values, by the field's name
 */
export const asExpressions = (
	{ fields }: Panel,
	parameters: INodeParameters,
	{ placeOf, reading = asItIs }: { placeOf: (name: string) => string; reading?: Reading },
): INodeParameters =>
	Object.fromEntries(
		fields.map(({ name, noDataExpression, type }) => {
			// Of a mapper each column takes one.
			const isChosen = noDataExpression === true && type !== 'resourceMapper';
			const value = parameters[name];
			return [name, isChosen ? value : replaced(value, placeOf(name), reading)];
		}),
	) as INodeParameters;

function replaced(value: unknown, place: string, reading: Reading): unknown {
	if (isListOfRecords(value))
		return value.map((one, at) => replaced(one, `${place}[${at}]`, reading));
	if (!isRecord(value)) return `={{ ${reading(place, value)} }}`;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [
			name,
			OF_N8N.includes(name) ? one : replaced(one, `${place}[${JSON.stringify(name)}]`, reading),
		]),
	);
}

const isDate = (value: unknown): boolean => typeof value === 'string' && IS_DATE.test(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfRecords = (value: unknown): value is unknown[] =>
	Array.isArray(value) && value.some(isRecord);
