import type { Operation } from '../operation';
import { create, newCustomerFields, readNewCustomer } from './newCustomer';

export const createCustomer: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a customer',
		description:
			'A new customer with an address, at which it also gets its first location, and its phone numbers and e-mail addresses',
	},
	fields: newCustomerFields,
	run: async ({ serviceTitan, parameter }) => [
		await create(serviceTitan, readNewCustomer(parameter)),
	],
};
