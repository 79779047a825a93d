import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

const number = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { numberPrecision: 7 },
	default: 0,
});

export const coordinateFields: INodeProperties[] = [
	number('Latitude', 'latitude'),
	number('Longitude', 'longitude'),
];

/** What an expression left empty is not given; it is no 0, which lies in the sea off Africa. */
const degrees = z
	.unknown()
	.transform((value) => (value === '' || value === null ? undefined : value))
	.pipe(z.coerce.number({ invalid_type_error: 'is no number' }).optional());

export const coordinates = { latitude: degrees, longitude: degrees };
