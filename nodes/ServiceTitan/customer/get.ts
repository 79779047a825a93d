import { likeDefault } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { customerField, customerIdOf } from '../customerField';
import type { Operation } from '../operation';
import { reachedAt, simplified, simplifyField } from './simplify';

export const getCustomer: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a customer',
		description: 'One customer with its phone numbers and e-mail addresses (contacts)',
	},
	fields: [customerField, simplifyField],

	async run({ serviceTitan, parameter }) {
		const id = customerIdOf(parameter('customerId'));
		const customer = await serviceTitan.get(anyRecord, `customers/${id}`);
		const { value: contacts } = await serviceTitan.contactMethodsOf([id]);
		if (!likeDefault('Simplify', parameter('simplify'), true)) return [{ ...customer, contacts }];
		const [simple] = await simplified(serviceTitan, [customer]);
		return [{ ...simple, ...reachedAt(contacts), contacts }];
	},
};
