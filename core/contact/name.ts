import { looksLikeCompany } from './companyName';
import { countPrefixes, countSuffixes, isJoiner, isParticle, isSuffix } from './nameWords';
import { oneLine } from './safeText';

export interface ContactName {
	firstname: string | null;
	lastname: string | null;
}

/** A longer text is nobody's name; taking a million characters apart would hold up everything else for minutes. */
const LONGEST = 1000;

/**
 * Splits a customer's name for a table of contacts.
 *
 * People: "Smith, John & Mary" and "John & Mary Smith" give "John & Mary", "Smith". A single word is a first name.
 * Titles and middle names go with the first name, suffixes with the last: "Dr. Jane A." "Lee III".
 * Companies (type Commercial, or a name that says so) stay whole, **as last name, without a first name**: a letter
 * that begins with the first name then falls back to its general greeting instead of "Dear Acme", and lists by
 * last name have the company under its own letter. No word is ever dropped.
 */
export function nameOf(name: string | null | undefined, type?: string | null): ContactName {
	const text = oneLine(name ?? '');
	if (text === '') return { firstname: null, lastname: null };
	if (text.length > LONGEST || type?.toLowerCase() === 'commercial' || looksLikeCompany(text))
		return { firstname: null, lastname: text };
	return nameOfPeople(text);
}

/** One name, or several whole ones: "John Smith & Mary Jones" is "John & Mary", "Smith & Jones". */
function nameOfPeople(text: string): ContactName {
	const [first = '', ...others] = text.split(/\s*(&|\+|(?<=\s)and(?=\s))\s*/i);
	const joiner = others[0] === '&' ? ' & ' : ` ${others[0]} `;
	const people = [first, ...others.filter((_, index) => index % 2 === 1)];
	if (people.length < 2 || !areAllWhole(people)) return nameOfPerson(text);
	const names = people.map(nameOfPerson);
	return {
		firstname: joined(
			names.map(({ firstname }) => firstname),
			joiner,
		),
		lastname: joined(
			names.map(({ lastname }) => lastname),
			joiner,
		),
	};
}

/** Either all are "Last, First" or all are "First Last"; of a mixture the comma speaks for all. */
const areAllWhole = (people: string[]): boolean =>
	people.every((person) => /\S,\s*\S/.test(person)) ||
	people.every((person) => !person.includes(',') && wordsBetweenAffixes(person) > 1);

function wordsBetweenAffixes(person: string): number {
	const words = person.split(' ').filter(Boolean);
	return words.length - countPrefixes(words) - countSuffixes(words);
}

const joined = (parts: (string | null)[], joiner: string): string | null =>
	[...new Set(parts.filter((part) => part !== null))].join(joiner) || null;

function nameOfPerson(text: string): ContactName {
	const parts = text.split(',').map((part) => part.trim());
	const [surname = '', ...rest] = parts.filter((part, index) => index === 0 || !isAllSuffix(part));
	const suffixes = parts.slice(1).filter(isAllSuffix);
	const given = rest.filter(Boolean).join(', ');
	if (surname !== '' && given !== '') return lastFirst(surname, given, suffixes);
	const words = (surname || given).split(' ').filter(Boolean);
	// "Smith," and "Smith, Jr." have the comma of "Smith, John": the one word is the family's.
	if (surname !== '' && parts.length > 1 && words.length === 1)
		return { firstname: null, lastname: [surname, ...suffixes].join(' ') };
	return firstLast(words, suffixes);
}

const isAllSuffix = (part: string): boolean => part !== '' && part.split(' ').every(isSuffix);

function lastFirst(surname: string, given: string, suffixes: string[]): ContactName {
	const words = given.split(' ');
	const end = words.length - countSuffixes(words);
	return {
		firstname: words.slice(0, end).join(' '),
		lastname: [surname, ...words.slice(end), ...suffixes].join(' '),
	};
}

function firstLast(all: string[], more: string[]): ContactName {
	const end = all.length - countSuffixes(all);
	const words = all.slice(0, end);
	const suffixes = [...all.slice(end), ...more];
	const start = startOfSurname(words, suffixes.length > 0);
	return {
		firstname: words.slice(0, start).join(' ') || null,
		lastname: [...words.slice(start), ...suffixes].join(' ') || null,
	};
}

/** Where the family name begins among the words: their number where there is none. */
function startOfSurname(words: string[], hasSuffix: boolean): number {
	const titles = countPrefixes(words);
	const named = words.length - titles;
	// "Dr. Lee" and "Lee Jr." are family names, "Cher" is not; "Mr." alone is nobody's.
	if (named <= 1) return named === 1 && (titles > 0 || hasSuffix) ? titles : words.length;
	let start = words.length - 1;
	while (start - 1 > titles && isParticle(words[start - 1] ?? '')) start--;
	return isJoiner(words[start - 1] ?? '') ? words.length : start;
}
