import fc from 'fast-check';

import { call, instant, perhaps, runCall, someRun, workspace } from './calls';

/** What an initial sync and a reconciliation ask of the database, in any order. */

const place = fc.constantFrom(null, 'place-1', 'place-2');
export const backfill = perhaps(
	fc.record(
		{
			stage: fc.constantFrom('contactMethods', 'customers'),
			customersFrom: place,
			contactsFrom: place,
		},
		{ requiredKeys: ['stage'] },
	),
	1,
);
export const progress = perhaps(fc.constantFrom<unknown>({ read: 1 }, { read: 2 }, [1], 'text'), 1);

const contactMethod = fc.record(
	{
		id: fc.constantFrom(1, 2, 3, null),
		customerId: fc.constantFrom(7, 8, null),
		modifiedOn: perhaps(instant),
		value: fc.constantFrom('one', 'two'),
	},
	{ requiredKeys: ['id', 'value'] },
);

export const stage = runCall('stage_methods', someRun, {
	p_workspace_id: workspace,
	p_methods: fc.array(contactMethod, { maxLength: 4 }),
	p_backfill: backfill,
	p_progress: progress,
});

export const staged = call('staged_methods', {
	p_workspace_id: workspace,
	p_customer_ids: fc.subarray([7, 8, 9]),
});

/** None or all: which of them go first is nobody's business. */
export const clear = call('clear_staged', {
	p_workspace_id: workspace,
	p_limit: fc.constantFrom(null, -1, 1000),
});

export const list = call('list_crm_ids', {
	p_workspace_id: workspace,
	p_after: fc.constantFrom(null, '', '1', '3'),
	p_limit: fc.constantFrom(null, 0, 2),
});
