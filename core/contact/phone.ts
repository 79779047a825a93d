import type { ContactMethod } from '../servicetitan/contactMethod';
import { inStableOrder, isOfType } from './contactMethods';
import { oneLine } from './safeText';

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

export interface PreferredPhone {
	/** E.164, or as it was typed where it is no number we can read; null without any. */
	phone: string | null;
	/** The digits under which somebody may have typed in the same number; none of an unreadable one. */
	forms: string[];
	/** Whether texting that number was declined; null where nothing says so. */
	doNotText: boolean | null;
	extension: string | null;
}

const NONE: PreferredPhone = { phone: null, forms: [], doNotText: null, extension: null };

/**
 * The number to call: a mobile before a landline, never a fax, a readable one before one that is not, and among
 * equals the one entered first. The extension is told apart, since E.164 has no place for it.
 */
export function preferredPhone(
	methods: ContactMethod[],
	regions: string[],
	parsePhone: ParsePhone,
): PreferredPhone {
	const numbers = numbersOf(methods, (text) =>
		firstOf(regions, (region) => parsePhone(text, region)),
	);
	const chosen = numbers.find(({ parsed }) => parsed) ?? numbers[0];
	if (!chosen) return NONE;
	return {
		phone: chosen.number,
		forms: chosen.parsed ? formsOf(chosen.parsed) : [],
		doNotText: mayNotText(numbers.filter(({ number }) => number === chosen.number)),
		extension: chosen.parsed?.extension ?? null,
	};
}

interface PhoneEntry {
	method: ContactMethod;
	number: string;
	parsed: ParsedPhone | undefined;
}

/** Every entry that holds anything, mobiles first. */
function numbersOf(
	methods: ContactMethod[],
	parse: (text: string) => ParsedPhone | undefined,
): PhoneEntry[] {
	const ordered = inStableOrder(methods);
	return ['MobilePhone', 'Phone']
		.flatMap((type) => ordered.filter((method) => isOfType(method, type)))
		.map((method): PhoneEntry => {
			const texts = [method.value, method.phoneSettings?.phoneNumber].map((text) =>
				oneLine(text ?? ''),
			);
			const parsed = firstOf(texts, parse);
			return { method, number: parsed?.e164 ?? texts.find((text) => text !== '') ?? '', parsed };
		})
		.filter(({ number }) => number !== '');
}

/** What the first of some values gives that gives anything. */
function firstOf<V, R>(values: V[], give: (value: V) => R | undefined): R | undefined {
	for (const value of values) {
		const given = give(value);
		if (given !== undefined) return given;
	}
	return undefined;
}

const formsOf = ({ e164, national, dialled }: ParsedPhone): string[] => [
	...new Set([e164.replace(/\D/g, ''), national, ...(dialled ? [dialled] : [])]),
];

/** A number that is entered twice may not be texted as soon as one of the two says so. */
function mayNotText(entries: PhoneEntry[]): boolean | null {
	const said = entries.map(({ method }) => method.phoneSettings?.doNotText);
	if (said.includes(true)) return true;
	return said.includes(false) ? false : null;
}
