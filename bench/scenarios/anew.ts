import type { Call } from './recorded';

/** What a recorded call is sent again with, and what stands in it now. */
export interface Edit {
	/** The moment from which the run read, ISO 8601 with milliseconds. */
	since: string;
	/** What the changed customers' names begin with. */
	word: string;
}

export interface Anew {
	from: Edit;
	to: Edit;
	/** ISO 8601 with milliseconds: when the new edit was made and read. */
	now: string;
	newId: () => string;
}

export type SentCall = Pick<Call, 'service' | 'method' | 'path' | 'body'>;

interface Body {
	p_run_id?: string;
	p_batch_id?: string;
	p_rows?: Array<{ source_modified_on: string; source_read_at: string }>;
}

/**
 * A run's calls as another run would send them, about another edit of the same customers: with the recorded ids
 * the database would answer from memory, with the recorded versions it would write nothing.
 */
export function anew(calls: Call[], { from, to, now, newId }: Anew): SentCall[] {
	const bodies = calls.flatMap(({ body }) => (body === '' ? [] : [JSON.parse(body) as Body]));
	const ids = new Set(bodies.flatMap(({ p_run_id, p_batch_id }) => [p_run_id, p_batch_id]));
	const rows = bodies.flatMap(({ p_rows = [] }) => p_rows);
	const pairs: Array<[from: string, to: string]> = [
		...[...ids].flatMap((id): Array<[string, string]> => (id ? [[id, newId()]] : [])),
		...rows.map((row): [string, string] => [row.source_modified_on, now.replace('Z', '0000Z')]),
		...rows.map((row): [string, string] => [row.source_read_at, now]),
		[from.word, to.word],
	];
	return calls.map(({ service, method, path, body }) => ({
		service,
		method,
		path: path.replaceAll(inPath(from), inPath(to)),
		body: pairs.reduce((text, [before, after]) => text.replaceAll(before, after), body),
	}));
}

/** Without the end, since a run asks with more digits than the edit was noted with. */
const inPath = ({ since }: Edit): string => encodeURIComponent(since.replace('Z', ''));
