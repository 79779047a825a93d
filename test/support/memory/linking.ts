import { arrayOrEmpty, emptyAsNull, textOf, trimmed } from './json';
import type { PlacedRow } from './sortRows';
import type { ContactRecord } from './tables';

/**
 * Finding the contact that somebody typed in by hand for a customer who is new here: `link` where there is no
 * doubt, `twin` where a stranger's contact might be overwritten.
 */
export type Links = Map<string, { link: string } | { twin: string }>;

/** @param contacts  those of the workspace */
export function findLinks(contacts: ContactRecord[], rows: PlacedRow[]): Links {
	const known = new Set(contacts.map(({ crm_id }) => crm_id));
	const keys = new Map(rows.map((row) => [row.crmId, keysOfRow(row)]));
	const fresh = rows.filter(
		({ crmId, raw }) =>
			raw.active !== false && (keys.get(crmId)?.size ?? 0) > 0 && !known.has(crmId),
	);
	const links: Links = new Map();
	if (fresh.length === 0) return links;
	const typed = contacts.filter(({ crm_id }) => (crm_id ?? '') === '');
	const fits = (contact: ContactRecord, crmId: string) =>
		keysOfContact(contact).some((key) => keys.get(crmId)?.has(key));
	for (const { crmId } of fresh) {
		const [first, ...others] = typed.filter((contact) => fits(contact, crmId)).sort(byAge);
		if (!first) continue;
		const contested = rows.some((row) => row.crmId !== crmId && fits(first, row.crmId));
		const doubtful =
			others.length > 0 || contested || isShared(crmId, keys) || hasOther(contacts, crmId, keys);
		links.set(crmId, doubtful ? { twin: first.id } : { link: first.id });
	}
	return links;
}

type Keys = Map<string, Set<string>>;

function keysOfRow({ raw }: PlacedRow): Set<string> {
	const email = emptyAsNull(trimmed(textOf(raw.email) ?? '').toLowerCase());
	const forms = formsOf(raw).map(textOf);
	return new Set([
		...forms.filter((form) => form !== null && form !== '').map((form) => `phone ${form}`),
		...(email === null ? [] : [`email ${email}`]),
	]);
}

/** Of an American number they need not be said. */
function formsOf({ phone, phone_forms }: PlacedRow['raw']): unknown[] {
	const [digits] =
		phone_forms === undefined ? (/(?<=^\+)1\d{10}$/.exec(textOf(phone) ?? '') ?? []) : [];
	return digits ? [digits, digits.slice(1)] : arrayOrEmpty(phone_forms);
}

function keysOfContact({ phone, email }: ContactRecord): string[] {
	return [
		...(phone === null ? [] : [`phone ${phoneDigits(phone)}`]),
		...(email === null ? [] : [`email ${trimmed(email).toLowerCase()}`]),
	];
}

/** Whether another customer of the batch has the same phone or e-mail. */
const isShared = (crmId: string, keys: Keys): boolean =>
	[...keys].some(
		([other, theirs]) => other !== crmId && [...theirs].some((key) => keys.get(crmId)?.has(key)),
	);

/** Whether another customer in the table has it. */
const hasOther = (contacts: ContactRecord[], crmId: string, keys: Keys): boolean =>
	contacts.some(
		(contact) =>
			(contact.crm_id ?? '') !== '' &&
			contact.crm_id !== crmId &&
			keysOfContact(contact).some((key) => keys.get(crmId)?.has(key)),
	);

/** The oldest first; those whose age nobody knows come last. */
export function byAge(a: ContactRecord, b: ContactRecord): number {
	const [left, right] = [a, b].map(({ created_at, id }) => `${created_at ?? '~'} ${id}`);
	return left === right ? 0 : String(left) < String(right) ? -1 : 1;
}

/** The digits of a phone number however it was typed, without extension and without what dials out. */
export function phoneDigits(phone: string): string {
	const plain = /^[-+0-9(). ]*$/.test(phone);
	const stretch = plain ? phone : (/\d(?:[^\d\p{L}#;,/]*\d){6,}/u.exec(phone)?.[0] ?? phone);
	return stretch.replace(/\D/g, '').replace(/^(?:00|011)/, '');
}
