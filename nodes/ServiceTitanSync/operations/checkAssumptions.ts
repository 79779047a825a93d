import type { IDataObject } from 'n8n-workflow';

import { checkAssumptions as judge } from '../../../core/sync/assumptions/checkAssumptions';
import { operation } from '../operation';
import { askAll } from '../assumptions/askAll';

export const checkAssumptions = operation<Record<string, unknown>>({
	resource: 'health',
	option: {
		name: 'Check Assumptions',
		value: 'checkAssumptions',
		action: 'Check the assumptions',
		description:
			'Ask your own ServiceTitan what its documentation leaves open, with about 15 calls that only read, and show what the package assumes and does beside each answer',
	},
	needsServiceTitan: true,
	fields: [],

	input: () => ({}),

	async run(context) {
		const { answers, calls } = await askAll(context);
		return judge(answers, calls) as unknown as IDataObject[];
	},
});
