import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import { withNotStored } from '../notStored';
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
		const body = { active: false };
		return [withNotStored(await serviceTitan.patch(anyRecord, `customers/${id}`, body), body)];
	},
};
