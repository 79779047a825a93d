import { isObject, objectOrEmpty, textOf, trimmed, type JsonObject } from './json';
import type { RowVerdict } from './outcomes';

/** Columns of contacts that the sync keeps itself. */
const KEPT = new Set([
	...['id', 'workspace_id', 'crm_id', 'metadata', 'source_modified_on', 'source_read_at'],
	...['created_at', 'updated_at', 'firstname', 'lastname', 'phone', 'email'],
]);

/** A row of a batch with its place in it. */
export interface PlacedRow {
	ord: number;
	crmId: string;
	raw: JsonObject;
}

/** Rows that are to be written, each customer once, and the outcomes of the others. */
export interface Sorted {
	verdicts: RowVerdict[];
	rows: PlacedRow[];
}

const LONGEST_ID = 200;

const idOf = (raw: JsonObject): string => trimmed(textOf(raw.crm_id) ?? '').slice(0, LONGEST_ID);

const AGAIN = 'the same customer is in this batch again with newer data';

export function sortRows(rows: unknown[], further: string[]): Sorted {
	const verdicts: RowVerdict[] = [];
	const newest = new Map<string, PlacedRow>();
	for (const [index, value] of rows.entries()) {
		const raw = objectOrEmpty(value);
		const placed = { ord: index + 1, crmId: idOf(raw), raw };
		const aside = setAside(placed, further);
		if (aside) {
			verdicts.push(aside);
			continue;
		}
		const rival = newest.get(placed.crmId);
		const older = rival && isNewer(rival, placed) ? placed : rival;
		if (older !== placed) newest.set(placed.crmId, placed);
		if (older) {
			verdicts.push({ ord: older.ord, crm_id: older.crmId, outcome: 'skipped', reason: AGAIN });
		}
	}
	const sorted = [...newest.values()].sort((a, b) => a.ord - b.ord);
	return { verdicts, rows: sorted };
}

/** Whether `a` is the newer of two; of two alike it is the later one. Without a time is oldest. */
function isNewer(a: PlacedRow, b: PlacedRow): boolean {
	const [left, right] = [a, b].map(({ raw }) => [
		raw.by_reading === true ? '' : (textOf(raw.source_modified_on) ?? ''),
		textOf(raw.source_read_at) ?? '',
	]);
	const differing = [0, 1].find((key) => left?.[key] !== right?.[key]);
	if (differing === undefined) return a.ord > b.ord;
	return String(left?.[differing]) > String(right?.[differing]);
}

/** The outcome of a row that is not to be written, whatever the others are. */
function setAside({ ord, crmId, raw }: PlacedRow, further: string[]): RowVerdict | undefined {
	const failed = { ord, crm_id: crmId, outcome: 'failed' as const };
	if (crmId === '') return { ...failed, reason: 'The item has no ServiceTitan customer id.' };
	if (trimmed(textOf(raw.crm_id) ?? '').length > LONGEST_ID) {
		return { ...failed, reason: 'This is too long for a ServiceTitan customer id.' };
	}
	if ('set_aside' in raw) {
		const outcome = raw.set_aside === 'failed' ? 'failed' : 'skipped';
		return { ord, crm_id: crmId, outcome, reason: textOf(raw.reason) };
	}
	const names = Object.keys(isObject(raw.columns) ? raw.columns : {}).sort();
	const unknown = names.find((name) => !further.includes(name));
	if (unknown === undefined) return undefined;
	const kept = KEPT.has(unknown) ? ' that can be filled: the sync keeps it itself' : '';
	return { ...failed, reason: `contacts has no column ${unknown}${kept}` };
}
