import type {
	FieldType,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { z } from 'zod';

import { brief } from '../../core/retry';
import { read } from '../../transport/supabase/answers';
import { connectSupabase } from '../../transport/supabase/connectSupabase';
import { systemClock } from '../shared/systemClock';

const columns = z.object({
	columns: z.array(z.object({ name: z.string(), type: z.string() }).passthrough()),
});

/** The further columns of `contacts`, for the mapper: those that this package does not write itself. */
export async function contactColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const call = await connectSupabase(this, systemClock, brief);
	const answer = read(columns, await call('servicetitan_contact_columns', {}));
	return {
		fields: answer.columns.map(({ name, type }) => fieldOf(name, type)),
		emptyFieldsNotice:
			answer.columns.length === 0
				? 'Your table contacts has no further columns. Add one in Supabase to fill it here.'
				: undefined,
	};
}

const fieldOf = (name: string, type: string): ResourceMapperField => ({
	id: name,
	displayName: name,
	type: fieldTypeOf(type),
	required: false,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
});

/** PostgreSQL's type names → n8n's; what has no counterpart travels as text, and PostgreSQL reads it. */
const FIELD_TYPES: Array<[pattern: RegExp, type: FieldType]> = [
	[/^(smallint|integer|bigint|numeric|real|double precision)/, 'number'],
	[/^boolean/, 'boolean'],
	[/^(timestamp|date)/, 'dateTime'],
	[/^jsonb?$/, 'object'],
	[/\[\]$/, 'array'],
];

const fieldTypeOf = (type: string): FieldType =>
	FIELD_TYPES.find(([pattern]) => pattern.test(type))?.[1] ?? 'string';
