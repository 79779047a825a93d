import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { patient } from '../../../core/retry';
import { dueWorkspaces, type DueWorkspaces } from '../../../core/sync/dueWorkspaces';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { listTurns } from '../../../transport/supabase/turns';
import { systemClock } from '../../shared/systemClock';
import { operation } from '../operation';

interface Input extends Record<string, unknown> {
	limit: number;
	intervalMinutes: number;
}

/** Others may be taking turns at this moment, from the same end of the line. */
const SPARE = 50;

export const takeDueWorkspaces = operation<Input>({
	resource: 'workspace',
	option: {
		name: 'Take Due',
		value: 'takeDueWorkspaces',
		action: 'Take workspaces that are due',
		description:
			'Give out the workspaces whose turn it is, one item each, longest waiting first; none is given out twice',
	},
	needsServiceTitan: false,
	onlyForPeople: true,
	fields: [
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
		},
		{
			displayName: 'Interval (Minutes)',
			name: 'intervalMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 15,
			description: 'How long after the start of its last run a workspace is due again',
		},
	],

	input: (context, index) => ({
		limit: Number(context.getNodeParameter('limit', index, 50)),
		intervalMinutes: Number(context.getNodeParameter('intervalMinutes', index, 15)),
	}),

	async run(context, { limit, intervalMinutes }) {
		const call = await connectSupabase(context, systemClock, patient);
		const { now, turns, take } = await listTurns(call);
		const found = dueWorkspaces(turns, {
			now,
			intervalMinutes,
			timezone: context.getTimezone(),
			atMost: limit + SPARE,
		});
		tell(context, found);
		if (found.due.length === 0) return [];
		const ids = found.due.map(({ turn }) => turn.workspaceId);
		const taken = new Set(await take({ ids, limit, dispatchId: systemClock.newId() }));
		return found.due
			.filter(({ turn }) => taken.has(turn.workspaceId))
			.map(({ turn: { workspaceId, tenantId, workflowId }, ...more }) => ({
				workspaceId,
				tenantId,
				workflowId,
				dueSince: more.dueSince,
				lastTurn: more.lastTurn,
				lastTurnAt: more.lastTurnAt,
			}));
	},
});

/** What keeps a workspace from being run as wanted, and no run would ever say. */
function tell(context: IExecuteFunctions, { forgotten, unreadable }: DueWorkspaces): void {
	const messages = unreadable.map(
		({ workspaceId, reason }) => `Workspace ${workspaceId} is run all day. ${reason}`,
	);
	if (forgotten.length > 0) {
		messages.push(
			`Nothing runs these workspaces: ${forgotten.join(', ')}. Run ServiceTitan Sync → Set Up in the workflow that shall, with {{ $workflow.id }} as Run by Workflow.`,
		);
	}
	const hints = messages.map((message): NodeExecutionHint => ({ message, location: 'outputPane' }));
	if (hints.length > 0) context.addExecutionHints(...hints);
}
