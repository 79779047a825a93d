import { anyRecord } from '../anyRecord';
import type { Operation } from '../operation';
import { locationField, locationIdOf } from './locationField';

export const getLocation: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a location',
		description: 'One place where a customer is served',
	},
	fields: [locationField],

	async run({ serviceTitan, parameter }) {
		const id = locationIdOf(parameter('locationId'));
		return [await serviceTitan.get(anyRecord, `locations/${id}`)];
	},
};
