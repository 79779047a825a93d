import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { anyRecord } from '../anyRecord';
import { flagField } from '../fields';
import type { Asked } from '../operation';
import type { GivenAddress } from './customerFields';
import type { Details, FieldValue } from './details';

/** Changes of a customer or a location, completed from the record where ServiceTitan takes only wholes. */

export const replaceField: INodeProperties = flagField(
	'Replace Tags and Fields',
	'replace',
	'Whether the chosen tags and custom fields take the place of all there are; otherwise those that are there stay',
);

export interface Change {
	/** e.g. `customers/41863`. */
	path: string;
	changed: Details & IDataObject;
	/** The lines that are to change; none leaves the address alone. */
	address: GivenAddress;
	replace: boolean;
	/** Whether ServiceTitan takes no address without coordinates. */
	coordinatesNeeded: boolean;
}

/** @throws ZodError where the record has no coordinates, none are given and ServiceTitan wants them */
export async function completed(
	serviceTitan: Asked['serviceTitan'],
	{ path, changed, address, replace, coordinatesNeeded }: Change,
): Promise<object> {
	const { tagTypeIds, customFields } = changed;
	const lines = withoutUndefined(address);
	const moves = Object.keys(lines).length > 0;
	const merges = !replace && (tagTypeIds !== undefined || customFields !== undefined);
	if (!moves && !merges) return changed;
	const record = stored.parse(await serviceTitan.get(anyRecord, path));
	return {
		...changed,
		...(moves ? { address: wholeAddress(record.address ?? {}, lines, coordinatesNeeded) } : {}),
		...(merges && tagTypeIds
			? { tagTypeIds: [...new Set([...(record.tagTypeIds ?? []), ...tagTypeIds])] }
			: {}),
		...(merges && customFields
			? { customFields: mergedFields(record.customFields ?? [], customFields) }
			: {}),
	};
}

const stored = z.object({
	address: z.record(z.unknown()).nullish(),
	tagTypeIds: z.array(z.number()).nullish(),
	customFields: z.array(z.object({ typeId: z.number(), value: z.unknown() })).nullish(),
});

const LINES = ['street', 'unit', 'city', 'state', 'zip', 'country'] as const;
const COORDINATES = ['latitude', 'longitude'] as const;

function wholeAddress(
	before: Record<string, unknown>,
	given: GivenAddress,
	coordinatesNeeded: boolean,
): object {
	const lines = LINES.map((line) => [line, given[line] ?? String(before[line] ?? '')]);
	const coordinates = COORDINATES.map((name) => {
		const value = given[name] ?? before[name] ?? null;
		if (typeof value === 'number' || !coordinatesNeeded) return [name, value];
		const message =
			'is missing: ServiceTitan wants it with a changed address, and there is none yet. Add it; 0 where you do not know it.';
		throw new z.ZodError([{ code: 'custom', path: ['address', name], message }]);
	});
	return Object.fromEntries([...lines, ...coordinates]) as object;
}

function mergedFields(
	before: Array<{ typeId: number; value?: unknown }>,
	given: FieldValue[],
): FieldValue[] {
	const named = new Set(given.map(({ typeId }) => typeId));
	const kept = before.filter(({ typeId }) => !named.has(typeId));
	return [...kept.map(({ typeId, value }) => ({ typeId, value: String(value ?? '') })), ...given];
}

export const nothingChosen = (): z.ZodError =>
	new z.ZodError([
		{
			code: 'custom',
			path: ['Fields to Change'],
			message: 'nothing is chosen to be changed: add a field or a line of the address',
		},
	]);

export const withoutUndefined = <T extends object>(fields: T): T =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
