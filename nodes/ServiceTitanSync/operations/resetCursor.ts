import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { instant } from '../../../core/instant';
import { parseInstantIn } from '../../../core/instantIn';
import { brief, patient } from '../../../core/retry';
import { planMove, sentenceOfMove, type Move, type MoveTold } from '../../../core/sync/cursorMove';
import { Refused } from '../../../core/sync/refusal';
import { customersBetween } from '../../../sync/customersBetween';
import { inWords } from '../../../transport/inWords';
import { connectServiceTitan, type ServiceTitanConnection } from '../../../transport/serviceTitan';
import { read } from '../../../transport/supabase/answers';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { consumerOf } from '../../shared/consumer';
import { systemClock } from '../../shared/systemClock';
import { workspaceField } from '../../shared/workspaceField';
import { flagOf, operation, textOf } from '../operation';
import { showFor } from '../readState';
import { resetCursorFields } from './resetCursorFields';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	cursor: string;
	reason: string;
	dryRun: boolean;
}

const reset = z.object({ cursor_to: instant }).passthrough();

/**
 * Moves the cursor by hand. Dry Run is on unless somebody switches it off: what a move forward skips is not read
 * again by itself, and a workflow that is left standing would skip it at each of its executions. Looking first costs
 * a click.
 */
export const resetCursor = operation<Input>({
	resource: 'workspace',
	option: {
		name: 'Reset Cursor',
		value: 'resetCursor',
		action: 'Reset the cursor of a workspace',
		description:
			'Move the time from which changes are read, and say what that skips or repeats; the reason is kept',
	},
	needsServiceTitan: true,
	onlyForPeople: true,
	fields: [workspaceField, ...resetCursorFields],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		cursor: momentOf(context.getNodeParameter('cursor', index, '')),
		reason: textOf(context, 'reason', index),
		dryRun: flagOf(context, 'dryRun', index, true),
	}),

	async run(context, { workspaceId: named, cursor, reason, dryRun }) {
		const asked = parseInstantIn(cursor, context.getTimezone());
		if (asked === undefined) throw new Refused('bad_cursor', { cursor });
		if (reason === '' && !dryRun) throw new Refused('reason_missing');
		const serviceTitan = await connectServiceTitan(context, systemClock, brief);
		const call = await connectSupabase(context, systemClock, patient);
		const { now, shown } = await showFor(call, { ...serviceTitan, workspaceId: named });
		const workspaceId = shown.workspace_id;
		const move = planMove({ from: shown.last_modified_cursor ?? null, to: asked, now });
		const counted = await countOf(serviceTitan, move);
		const told: MoveTold = { ...move, counted, running: Boolean(shown.run), done: !dryRun };
		if (!dryRun) {
			const answer = await call('servicetitan_reset_cursor', {
				p_workspace_id: workspaceId,
				p_cursor: move.to,
				p_reason: reason,
				p_consumer: whoOf(context),
			});
			told.to = read(reset, answer).cursor_to;
		}
		return [itemOf(workspaceId, told)];
	},
});

/** An expression may give n8n's own date, or JavaScript's. */
const momentOf = (value: unknown): string =>
	value instanceof Date ? value.toISOString() : String(value ?? '').trim();

/** Who moves it, down to the execution, for the history. */
const whoOf = (context: IExecuteFunctions) => ({
	...consumerOf(context),
	executionId: context.getExecutionId(),
});

/** Without ServiceTitan the cursor is moved all the same: then nobody can say how many it concerns. */
async function countOf(
	serviceTitan: ServiceTitanConnection,
	{ between }: Move,
): Promise<MoveTold['counted']> {
	if (between === null) return null;
	try {
		return await customersBetween(serviceTitan, between);
	} catch (failure) {
		return { unknown: inWords(failure) };
	}
}

function itemOf(workspaceId: string, told: MoveTold): IDataObject {
	const { from, to, direction, counted, running, done } = told;
	const known = counted !== null && 'total' in counted ? counted : undefined;
	return {
		workspaceId,
		moved: done,
		message: sentenceOfMove(told),
		cursorFrom: from,
		cursorTo: to,
		direction,
		customers: known?.total ?? (direction === 'nowhere' ? 0 : null),
		someCustomers: known?.some ?? [],
		runIsOpen: running,
	};
}
