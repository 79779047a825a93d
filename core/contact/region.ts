/** How the countries of customers are written, small and without anything but letters. */
const NAMES = {
	US: 'us usa unitedstates unitedstatesofamerica america',
	CA: 'canada can',
	AU: 'australia aus',
	NZ: 'newzealand nzl',
	GB: 'uk gbr unitedkingdom greatbritain england scotland wales northernireland',
	IE: 'ireland irl',
	MX: 'mexico mex',
	PR: 'puertorico pri',
};

const REGIONS = new Map(
	Object.entries(NAMES).flatMap(([region, names]) =>
		names.split(' ').map((name) => [name, region]),
	),
);

/** ServiceTitan's customers are nearly all American, and their address often has no country. */
const USUAL = 'US';

/**
 * The two-letter code by which the numbers of an address are read. A text that names no country we know
 * ("Orange County") is read as none: numbers of other countries hardly ever pass for American ones.
 */
export function regionOf(country: string | null | undefined): string {
	const name = (country ?? '').toLowerCase().replace(/[^\p{L}]/gu, '');
	return REGIONS.get(name) ?? (name.length === 2 ? name.toUpperCase() : USUAL);
}
