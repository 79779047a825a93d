import type { CallServiceTitan } from '../../../transport/serviceTitan/call';
import { readMany } from '../../../transport/serviceTitan/readMany';
import { anyRecord } from '../anyRecord';
import { idsByName, isId } from '../named';

/** The tags a business has, which ServiceTitan keeps in its settings. Wants the scope tn.stn.tagtypes:r. */
export const readTagTypes = async (call: CallServiceTitan, most = Infinity) =>
	await readMany(call, {
		module: 'settings/v2',
		path: 'tag-types',
		query: {},
		record: anyRecord,
		most,
	});

/**
 * Tags as ids. Names are looked up, whatever their case; where there are only ids nobody is asked.
 * @throws ZodError that names those which do not exist
 */
export async function tagIdsOf(call: CallServiceTitan, given: string[]): Promise<number[]> {
	if (given.every(isId)) return unique(given.map(Number));
	return unique(idsByName(await readTagTypes(call), given, 'tag'));
}

const unique = (ids: number[]): number[] => [...new Set(ids)];
