import type { z, ZodIssue, ZodTypeAny } from 'zod';

import { RequestFailed, type Service } from '../core/failure';

/** What is read, for the message when it does not have the form it should have. */
export interface Source {
	service: Service;
	/** e.g. `customers`. */
	name: string;
}

/**
 * The body as the schema has it. A record that cannot even be told by its id stops its whole page, loudly and by
 * its place: leaving it out would lose a customer without a word.
 * @throws RequestFailed (malformed)
 */
export function readAs<Schema extends ZodTypeAny>(
	schema: Schema,
	body: unknown,
	{ service, name }: Source,
): z.output<Schema> {
	const read = schema.safeParse(body);
	if (read.success) return read.data;
	throw new RequestFailed(service, {
		kind: 'malformed',
		detail: `${name}: ${wrongWith(body, read.error.issues[0])}`,
	});
}

function wrongWith(body: unknown, issue: ZodIssue | undefined): string {
	if (typeof body !== 'object' || body === null) return 'the answer is empty';
	if (!issue) return 'the answer has an unknown form';
	const [list, index, ...field] = issue.path;
	if (list !== 'data' || typeof index !== 'number')
		return `${issue.path.join('.')}: ${issue.message}`;
	return `${recordName(body, index)}, ${field.join('.') || 'as a whole'}: ${issue.message}`;
}

function recordName(body: object, index: number): string {
	const record: unknown = 'data' in body && Array.isArray(body.data) ? body.data[index] : undefined;
	const id: unknown = typeof record === 'object' && record !== null && 'id' in record && record.id;
	return typeof id === 'number' ? `record ${id}` : `record no. ${index + 1} of the page`;
}
