import { pickFrom, wholeBetween, type Chance } from '../chance';

const MAIL_HOSTS = ['example.com', 'example.net', 'example.org'] as const;

/** An address at a domain that is nobody's. */
export function emailAddress(chance: Chance, mailbox: string): string {
	const typed = `${plainly(mailbox)}${wholeBetween(chance, 1, 9999)}@${pickFrom(chance, MAIL_HOSTS)}`;
	return chance() < 0.05 ? typed.replace(/^./, (letter) => letter.toUpperCase()) : typed;
}

const plain = new Map<string, string>();

/** Small letters of the English alphabet; the few hundred that there are come again and again. */
function plainly(mailbox: string): string {
	const known = plain.get(mailbox);
	if (known !== undefined) return known;
	const letters = mailbox
		.normalize('NFD')
		.replace(/[^a-zA-Z.]/g, '')
		.toLowerCase();
	plain.set(mailbox, letters);
	return letters;
}
