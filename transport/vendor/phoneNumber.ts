import {
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/min';

import type { ParsePhone } from '../../core/contact/phone';
import { plainAmericanPhone } from '../../core/contact/plainAmericanPhone';

/**
 * The only module that names libphonenumber-js. The build inlines it; see gulpfile.js.
 *
 * With the small metadata: it knows the form of each country's numbers, not which ranges are mobile. That
 * is all it takes to bring a number into one form. Of a text with more in it the first number is taken.
 */
export const parsePhone: ParsePhone = (text, region) =>
	plainAmericanPhone(text, region) ?? parseByLibrary(text, region);

/** Any number of any country; a plain American one it reads as plainAmericanPhone does. */
export const parseByLibrary: ParsePhone = (text, region) => {
	const number = parsePhoneNumberFromString(text, countryOf(region));
	if (!number || !isCredible(number)) return undefined;
	const { ext: extension = '' } = number;
	const digits = number.formatNational().replace(/\D/g, '');
	return {
		e164: number.number,
		national: number.nationalNumber,
		dialled: digits.slice(0, digits.length - extension.length),
		...(extension ? { extension } : {}),
	};
};

/**
 * North American numbers by their form alone. The metadata lists the area codes of its day, new ones come every
 * year, and a customer's number must not stay as typed because this package is older than the area code.
 */
const isCredible = (number: PhoneNumber): boolean =>
	number.isValid() ||
	(number.countryCallingCode === '1' &&
		number.isPossible() &&
		/^[2-9]\d{9}$/.test(number.nationalNumber));

const countryOf = (region: string | undefined): CountryCode | undefined =>
	region !== undefined && isSupportedCountry(region) ? region : undefined;
