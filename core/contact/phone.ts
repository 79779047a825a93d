/**
 * Reads a phone number as people type it.
 * @param region  two-letter code of the country whose national numbers are meant, e.g. `US`
 * @returns `undefined` where the text is no number that country has
 */
export type ParsePhone = (text: string, region: string | undefined) => ParsedPhone | undefined;

export interface ParsedPhone {
	/** e.g. `+442079460958` */
	e164: string;
	/** Digits of the national number without trunk prefix, e.g. `2079460958`. */
	national: string;
	/** Digits as dialled inside the country, trunk prefix and all, e.g. `02079460958`. */
	dialled?: string;
	extension?: string;
}
