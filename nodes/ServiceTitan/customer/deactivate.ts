import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import type { Operation } from '../operation';

export const deactivateCustomer: Operation = {
	option: {
		name: 'Deactivate',
		value: 'deactivate',
		action: 'Deactivate a customer',
		description:
			'Takes a customer out of use; ServiceTitan deletes none. Update with Active switched on brings it back.',
	},
	fields: [customerField],

	async run({ serviceTitan, parameter }) {
		const id = customerIdOf(parameter('customerId'));
		return [await serviceTitan.patch(anyRecord, `customers/${id}`, { active: false })];
	},
};
