import { idIn, recordLocator } from '../recordLocator';

/** The location an operation is about. */
export const locationField = recordLocator({
	displayName: 'Location',
	name: 'locationId',
	description: 'The place where a customer is served',
	searchListMethod: 'searchLocations',
	errorMessage: 'A location ID is a number',
});

/** @throws ZodError that names the field, where the value is no id */
export const locationIdOf = (value: unknown): number => idIn('Location', 'a location', value);
