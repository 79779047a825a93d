import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { patient } from '../../../core/retry';
import { readBusinessHours } from '../../../core/sync/businessHours';
import { workspacesOf } from '../../../transport/supabase/workspaces';
import { connectPorts } from '../../shared/connectPorts';
import { operation, textOf } from '../operation';

interface Input extends Record<string, unknown> {
	workspaceId: string;
	timezone: string;
	from: string;
	to: string;
	runByWorkflow: string;
}

const MESSAGES: Record<string, string> = {
	created:
		'The workspace is set up. Next: ServiceTitan Sync → Run Initial Sync, then publish the workflow.',
	updated: 'The workspace was changed.',
	unchanged: 'The workspace was set up already; nothing changed.',
};

export const setUpWorkspace = operation<Input>({
	resource: 'workspace',
	option: {
		name: 'Set Up',
		value: 'setUpWorkspace',
		action: 'Set up a workspace',
		description: "Tie a workspace to the credential's ServiceTitan tenant; safe to repeat",
	},
	needsServiceTitan: true,
	fields: [
		{
			displayName: 'Workspace ID',
			name: 'workspaceId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 45963',
			description: 'The value of workspace_id in the table contacts',
		},
		{
			displayName: 'Time Zone',
			name: 'timezone',
			type: 'string',
			default: '',
			placeholder: 'e.g. America/Chicago',
			description: 'The time zone of its business hours. Empty: stays as it is.',
		},
		{
			displayName: 'Business Hours From',
			name: 'from',
			type: 'string',
			default: '',
			placeholder: 'e.g. 06:00',
			description: 'The first minute of the day in which the sync runs. Empty: stays as it is.',
		},
		{
			displayName: 'Business Hours To',
			name: 'to',
			type: 'string',
			default: '',
			placeholder: 'e.g. 20:00',
			description: 'The last minute of the day in which the sync runs. Empty: stays as it is.',
		},
		{
			displayName: 'Run by Workflow',
			name: 'runByWorkflow',
			type: 'string',
			default: '',
			placeholder: 'e.g. kY3vQ0pWn8sT2aBc',
			description:
				'The ID of the workflow that runs this workspace when Take Due gives it out. Empty: stays as it is.',
			hint: 'As an expression, {{ $workflow.id }} is the workflow that this node stands in',
		},
	],

	input: (context, index) => ({
		workspaceId: textOf(context, 'workspaceId', index),
		timezone: textOf(context, 'timezone', index),
		from: textOf(context, 'from', index),
		to: textOf(context, 'to', index),
		runByWorkflow: textOf(context, 'runByWorkflow', index),
	}),

	async run(context, { workspaceId, timezone, from, to, runByWorkflow }) {
		if (workspaceId === '') {
			throw new NodeOperationError(context.getNode(), 'The workspace has no ID', {
				description: 'Enter the value that workspace_id has in your table contacts, e.g. 45963.',
			});
		}
		const hours = from || to ? { from: from || undefined, to: to || undefined } : undefined;
		const { serviceTitan, supabase } = await connectPorts(context, patient);
		const { outcome, workspace } = await workspacesOf(supabase).setUp({
			workspaceId,
			tenantId: serviceTitan.tenantId,
			environment: serviceTitan.environment,
			timezone: timezone || undefined,
			businessHours: hours && readBusinessHours(hours),
			runByWorkflow: runByWorkflow || undefined,
		});
		return [
			{ outcome, message: MESSAGES[outcome] ?? outcome, ...workspace } as unknown as IDataObject,
		];
	},
});
