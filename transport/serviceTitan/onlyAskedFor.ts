import { RequestFailed } from '../../core/failure';

/**
 * The records, if all of them were asked for. ServiceTitan ignores a query it does not know: without this
 * a list of everything would pass for the few that were named, and the others for missing.
 * @throws RequestFailed (malformed)
 */
export function onlyAskedFor<T>(ids: number[], records: T[], idOf: (record: T) => number): T[] {
	const asked = new Set(ids);
	const stranger = records.find((record) => !asked.has(idOf(record)));
	if (stranger === undefined) return records;
	throw new RequestFailed('ServiceTitan', {
		kind: 'malformed',
		detail: `it answered with customer ${idOf(stranger)}, who was not asked for`,
	});
}
