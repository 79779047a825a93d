import type { ContactMethod } from '../servicetitan/contactMethod';
import { inStableOrder, isOfType } from './contactMethods';
import { oneLine } from './safeText';

/** What stands around an @ without the marks that surround addresses: "Ann <ann@x.com>; bob@y.com". */
const ADDRESS = /[^\s<>()[\]{},;:"'|@][^\s<>()[\]{},;:"|@]*@[^\s<>()[\]{},;:"'|@]+/;

/** Characters of a value that are looked at: searching one without an @ takes the square of its length. */
const LONGEST = 1000;

/**
 * The e-mail address to write to: of the customer's e-mails in stable order the first that is one, in lower case.
 * A value without something on both sides of an @ ("none", "n/a") is passed over and left out; whether an address
 * can be delivered to is nothing we judge. Of several in one field the first is taken.
 */
export function preferredEmail(methods: ContactMethod[]): string | null {
	const addresses = inStableOrder(methods)
		.filter((method) => isOfType(method, 'Email'))
		.map(({ value }) => emailIn(value ?? ''));
	return addresses.find((address) => address !== undefined) ?? null;
}

function emailIn(value: string): string | undefined {
	const text = oneLine(value.slice(0, LONGEST)).replace(/\s*@\s*/g, '@');
	const address = ADDRESS.exec(text)?.[0].replace(/\.+$/, '').toLowerCase();
	return address?.endsWith('@') ? undefined : address;
}
