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
 * The two-letter codes of the countries by whose rules the numbers of an address are read, the likeliest first.
 * American rules come last everywhere: "Orange County" or "TX" may stand where a country belongs, and numbers
 * of other countries hardly ever pass for American ones.
 */
export function regionsOf(country: string | null | undefined): string[] {
	const name = (country ?? '').toLowerCase().replace(/[^\p{L}]/gu, '');
	const stated = REGIONS.get(name) ?? (name.length === 2 ? name.toUpperCase() : USUAL);
	return stated === USUAL ? [USUAL] : [stated, USUAL];
}
