const NAMES: Record<string, string> = {
	us: 'US',
	usa: 'US',
	unitedstates: 'US',
	unitedstatesofamerica: 'US',
	america: 'US',
	canada: 'CA',
	can: 'CA',
	australia: 'AU',
	aus: 'AU',
	newzealand: 'NZ',
	nzl: 'NZ',
	uk: 'GB',
	gbr: 'GB',
	unitedkingdom: 'GB',
	greatbritain: 'GB',
	england: 'GB',
	scotland: 'GB',
	wales: 'GB',
	northernireland: 'GB',
	ireland: 'IE',
	irl: 'IE',
	mexico: 'MX',
	mex: 'MX',
	puertorico: 'PR',
	pri: 'PR',
};

/** ServiceTitan's customers are nearly all American, and their address often has no country. */
const USUAL = 'US';

/**
 * The two-letter code by which the numbers of an address are read. A text that names no country we know
 * ("Orange County") is read as none: numbers of other countries hardly ever pass for American ones.
 */
export function regionOf(country: string | null | undefined): string {
	const name = (country ?? '').toLowerCase().replace(/[^\p{L}]/gu, '');
	return NAMES[name] ?? (name.length === 2 ? name.toUpperCase() : USUAL);
}
