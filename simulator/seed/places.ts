import { pickFrom, wholeBetween, type Chance } from '../chance';
import type { Address } from '../tenant/customer';

interface Place {
	city: string;
	state: string;
	/** The first three digits of its ZIP codes. */
	zip: string;
	latitude: number;
	longitude: number;
}

const PLACES: readonly [Place, ...Place[]] = [
	{ city: 'Austin', state: 'TX', zip: '787', latitude: 30.27, longitude: -97.74 },
	{ city: 'Round Rock', state: 'TX', zip: '786', latitude: 30.51, longitude: -97.68 },
	{ city: 'San Antonio', state: 'TX', zip: '782', latitude: 29.42, longitude: -98.49 },
	{ city: 'Dallas', state: 'TX', zip: '752', latitude: 32.78, longitude: -96.8 },
	{ city: 'Denver', state: 'CO', zip: '802', latitude: 39.74, longitude: -104.99 },
	{ city: 'Phoenix', state: 'AZ', zip: '850', latitude: 33.45, longitude: -112.07 },
];

const STREETS = [
	'Main St',
	'Oak Ave',
	'Maple Dr',
	'Congress Ave',
	'Elm St',
	'Lakeview Blvd',
	'Cedar Ln',
	'Mesa Dr',
	'Highland Rd',
	'Sunset Trl',
	'Pecan St',
	'River Rd',
] as const;

export function someAddress(chance: Chance): Address {
	const place = pickFrom(chance, PLACES);
	return {
		street: `${wholeBetween(chance, 1, 9999)} ${pickFrom(chance, STREETS)}`,
		unit: chance() < 0.15 ? `Apt ${wholeBetween(chance, 1, 400)}` : null,
		city: place.city,
		state: place.state,
		zip: `${place.zip}${String(wholeBetween(chance, 1, 99)).padStart(2, '0')}`,
		country: 'USA',
		latitude: near(chance, place.latitude),
		longitude: near(chance, place.longitude),
	};
}

const near = (chance: Chance, degrees: number): number =>
	Number((degrees + (chance() - 0.5) / 5).toFixed(6));
