import type { IDataObject } from 'n8n-workflow';

import { diagnose as judge } from '../../../core/sync/diagnosis/diagnose';
import { workspaceField } from '../../shared/workspaceField';
import { gather } from '../diagnosis/gather';
import { operation, textOf } from '../operation';

interface Input extends Record<string, unknown> {
	workspaceId: string;
}

export const diagnose = operation<Input>({
	resource: 'health',
	option: {
		name: 'Diagnose',
		value: 'diagnose',
		action: 'Diagnose the sync',
		description:
			'Go through everything the sync needs, one item for each check: what was found and what to do. Changes nothing, and works when a service is down.',
	},
	needsServiceTitan: true,
	fields: [
		{
			...workspaceField,
			description:
				"Whose sync to check. Empty: the workspace of the ServiceTitan credential's tenant.",
		},
	],

	input: (context, index) => ({ workspaceId: textOf(context, 'workspaceId', index) }),

	run: async (context, { workspaceId }) =>
		judge(await gather(context, workspaceId)).map((item) => ({
			...item,
			// n8n's table shows an empty text as "empty", in red.
			toDo: item.toDo || 'Nothing.',
		})) as unknown as IDataObject[],
});
