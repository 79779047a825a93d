const NATIONAL_DIGITS = 10;
const SHORTEST_NUMBER = 7;

/** What comes behind it is dialled once somebody answers. */
const EXTENSION = /\s*(?:x|ext\.?|extension|#)\s*\d{1,6}\s*$/i;

const digitsOf = (text: string): string => text.replace(EXTENSION, '').replace(/\D/g, '');

export const isNumber = (text: string): boolean => digitsOf(text).length >= SHORTEST_NUMBER;

/** The digits of a North American number, and the last ten of any other. */
export const withoutCountryCode = (phone: string): string =>
	digitsOf(phone).slice(-NATIONAL_DIGITS);

/** However they are written, with or without a country code; a number without its area code is another one. */
export function sameNumber(one: string, other: string): boolean {
	const [short = '', long = ''] = [one, other].sort(
		(a, b) => digitsOf(a).length - digitsOf(b).length,
	);
	const [national, whole] = [short, long].map((text) => digitsOf(text).replace(/^0+/, ''));
	if (!national || !whole || national.length < SHORTEST_NUMBER) return false;
	return national === whole || (hasCountryCode(long) && whole.endsWith(national));
}

const hasCountryCode = (phone: string): boolean =>
	/^\s*(\+|00)/.test(phone) || digitsOf(phone).length > NATIONAL_DIGITS;

/** E-mails whatever their case, numbers however they are written. */
export const sameContact = (one: string, other: string): boolean =>
	one.trim().toLowerCase() === other.trim().toLowerCase() ||
	(!one.includes('@') && !other.includes('@') && sameNumber(one, other));
