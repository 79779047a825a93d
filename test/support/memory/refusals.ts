import { RequestFailed } from '../../../core/failure';

/** What the transport throws. */

export const unavailable = (detail = 'Supabase is away'): RequestFailed =>
	new RequestFailed('Supabase', { kind: 'unavailable', detail, status: 503 });

export const interrupted = (detail = 'The answer got lost'): RequestFailed =>
	new RequestFailed('Supabase', { kind: 'interrupted', detail });

export const refused = (failure: RequestFailed['failure']): RequestFailed =>
	new RequestFailed('Supabase', failure);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** As the type uuid takes it. @throws RequestFailed `rejected` */
export function uuidOf(value: unknown): string | null {
	if (value === undefined || value === null) return null;
	const text = String(value).toLowerCase();
	if (UUID.test(text)) return text;
	const detail = `invalid input syntax for type uuid: "${String(value)}"`;
	throw refused({ kind: 'rejected', detail, code: '22P02', status: 400 });
}
