/** Why the database declined to do something: a decision of its own, not a failure of it. */
export const refusalCodes = [
	'unknown_workspace',
	'ambiguous_workspace',
	'other_tenant',
	'disabled',
	'other_consumer',
	'running',
	'not_current',
	'cursor_unreadable',
	'cursor_in_future',
	'cursor_missing',
	'sync_lost',
	'bad_timezone',
	'reason_missing',
	'bad_cursor',
	'initial_sync_done',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal on its way to the one place that puts it into words; `facts` are what the database said beside it. */
export class Refused extends Error {
	constructor(
		readonly code: RefusalCode,
		readonly facts: Record<string, unknown> = {},
	) {
		super(`Refused: ${code}`);
		this.name = 'Refused';
	}
}
