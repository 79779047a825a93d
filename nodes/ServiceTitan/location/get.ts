import { likeDefault } from '../../shared/likeDefault';
import { anyRecord } from '../anyRecord';
import { simplifyField } from '../customer/simplify';
import type { Operation } from '../operation';
import { locationField, locationIdOf } from './locationField';
import { simplifiedLocations } from './simplify';

export const getLocation: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a location',
		description: 'One place where a customer is served',
	},
	fields: [locationField, simplifyField],

	async run({ serviceTitan, parameter }) {
		const id = locationIdOf(parameter('locationId'));
		const location = await serviceTitan.get(anyRecord, `locations/${id}`);
		if (!likeDefault('Simplify', parameter('simplify'), true)) return [location];
		return await simplifiedLocations(serviceTitan, [location]);
	},
};
