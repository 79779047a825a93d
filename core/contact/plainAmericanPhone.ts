import type { ParsedPhone } from './phone';

/** Ten digits that begin like an area code, with or without the 1 before them. */
const PLAIN = /^(?:\+?1[ .-]?)?(?:\(([2-9]\d\d)\) ?|([2-9]\d\d)[ .-]?)(\d{3})[ .-]?(\d{4})$/;

/**
 * An American number written the way nearly all of them are: `(415) 555-0132`, `415.555.0132`, `+1 415-555-0132`.
 * The phone library reads them alike and takes seventy times as long for each; whatever else there is, it reads.
 * @param text    one line without blanks around it
 * @param region  two-letter code of the country whose national numbers are meant
 */
export function plainAmericanPhone(
	text: string,
	region: string | undefined,
): ParsedPhone | undefined {
	const [, inBrackets, bare, exchange, line] = (region === 'US' && PLAIN.exec(text)) || [];
	if (exchange === undefined || line === undefined) return undefined;
	const national = `${inBrackets ?? bare}${exchange}${line}`;
	return { e164: `+1${national}`, national, dialled: national };
}
