import { z } from 'zod';

import { recordId } from '../../core/servicetitan/customer';
import type { AnyRecord } from './anyRecord';

/** Records that people know by their names: tags, custom fields. */

export const nameOf = ({ id, name }: AnyRecord): string =>
	typeof name === 'string' && name.trim() !== '' ? name.trim() : `No name (${id})`;

export const isId = (text: string): boolean => recordId.safeParse(text).success;

/**
 * The ids of records that are given by name or by id, in the order given; the case of a name does not matter.
 * @param kind  e.g. `tag`
 * @throws ZodError that names those which do not exist
 */
export function idsByName(
	known: AnyRecord[],
	given: string[],
	kind: 'tag' | 'custom field',
): number[] {
	const idOf = (text: string): number | undefined =>
		isId(text)
			? Number(text)
			: known.find((record) => nameOf(record).toLowerCase() === text.trim().toLowerCase())?.id;
	const found = given.map((text) => ({ text, id: idOf(text) }));
	const unknown = found.flatMap(({ text, id }) => (id === undefined ? [`"${text}"`] : []));
	if (unknown.length === 0) return found.map(({ id }) => id as number);
	const message = `ServiceTitan has no ${kind} ${unknown.join(', ')}; ${LISTED[kind]} shows those it has`;
	throw new z.ZodError([{ code: 'custom', path: [LABEL[kind]], message }]);
}

const LISTED = { tag: 'Tag > Get Many', 'custom field': 'Custom Field > Get Many' };
const LABEL = { tag: 'Tags', 'custom field': 'Custom Fields' };
