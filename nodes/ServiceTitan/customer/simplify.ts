import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { asError } from '../../../core/asError';
import { RequestFailed } from '../../../core/failure';
import { simpleFields } from '../../shared/simplify';
import type { AnyRecord } from '../anyRecord';
import { nameOf } from '../named';
import type { Asked } from '../operation';
import { readTagTypes } from '../tag/tagTypes';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * What people use of records: tags by their names as `tags`, custom fields by theirs as `customFields`.
 * @param keep  the fields that stay; those of a customer unless given
 */
export async function simplified(
	serviceTitan: Asked['serviceTitan'],
	records: AnyRecord[],
	keep: (record: AnyRecord) => object = simpleFields,
): Promise<AnyRecord[]> {
	const names = records.some(hasTags) ? await tagNames(serviceTitan) : undefined;
	return records.map((record) => ({
		...keep(record),
		...(hasTags(record) && names ? { tags: tagsOf(record, names) } : {}),
		...customFieldsOf(record),
		id: record.id,
	}));
}

const ids = z.array(z.number());

const hasTags = ({ tagTypeIds }: AnyRecord): boolean =>
	(ids.safeParse(tagTypeIds).data ?? []).length > 0;

const tagsOf = ({ tagTypeIds }: AnyRecord, names: Map<number, string>): string[] =>
	ids.parse(tagTypeIds).map((id) => names.get(id) ?? `No name (${id})`);

type Names = Map<number, string> | undefined;
const read = new WeakMap<Asked['serviceTitan'], Promise<Names>>();

/** Once an execution. Without the scope for it tags stay ids: nobody asked for more. */
async function tagNames(serviceTitan: Asked['serviceTitan']): Promise<Names> {
	const known =
		read.get(serviceTitan) ??
		readTagTypes(serviceTitan.call).then(
			(types) => new Map(types.map((type) => [type.id, nameOf(type)])),
			(failure: unknown) => {
				const isDenied = failure instanceof RequestFailed && failure.failure.kind === 'denied';
				if (isDenied) return undefined;
				read.delete(serviceTitan);
				throw asError(failure);
			},
		);
	read.set(serviceTitan, known);
	return await known;
}

const fields = z.array(
	z.object({ typeId: z.number(), name: z.string().nullish(), value: z.unknown() }),
);

function customFieldsOf({ customFields }: AnyRecord): { customFields?: IDataObject } {
	const given = fields.safeParse(customFields).data ?? [];
	if (given.length === 0) return {};
	const named = given.map(({ typeId, name, value }) => [name ?? `No name (${typeId})`, value]);
	return { customFields: Object.fromEntries(named) as IDataObject };
}

/** Contact methods as lists of what one calls and what one writes to; removed ones are not among them. */
export function reachedAt(contacts: object[]): { phones: string[]; emails: string[] } {
	const given = z.array(z.object({ type: z.string(), value: z.string() })).safeParse(contacts);
	const of = (...types: string[]) =>
		(given.data ?? []).filter(({ type }) => types.includes(type)).map(({ value }) => value);
	return { phones: of('MobilePhone', 'Phone'), emails: of('Email') };
}
