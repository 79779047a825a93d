import { preferredPhone } from '../core/contact/phone';
import { regionsOf } from '../core/contact/region';
import type { ContactFound } from '../core/sync/explanation/evidence';
import type { Verdict } from '../core/sync/explanation/step';
import { asked } from './asked';
import type { ExplainPorts } from './explainCustomer';
import type { KnownBy } from './ports';

/** By what a customer is to be found: a contact's id in Supabase, or how the customer is reached. */
export interface Sought {
	by: 'contactId' | 'phone' | 'email';
	value: string;
}

/** The customer; or why there is none to explain, and which contact it was. */
export type Found =
	| { crmId: number }
	| { verdict: Verdict; message: string; contactId: string | null };

/** The ids of the customers in use that ServiceTitan knows by this. */
export type SearchServiceTitan = (known: {
	by: 'phone' | 'email';
	value: string;
}) => Promise<number[]>;

interface Where {
	workspaceId: string;
	search: SearchServiceTitan;
}

/**
 * The customer that a contact belongs to. One that belongs to nobody is looked for in ServiceTitan, by its phone,
 * then by its e-mail: it may be the very contact that was not linked.
 */
export async function findCustomer(
	ports: ExplainPorts,
	sought: Sought,
	{ workspaceId, search }: Where,
): Promise<Found> {
	const { asSentence } = ports;
	const known = knownBy(ports, sought);
	const evidence = await asked(
		asSentence,
		async () => await ports.evidence(workspaceId, null, known),
	);
	if (!('known' in evidence) && sought.by === 'contactId') return cannotTell(evidence.unknown);
	const contacts = 'known' in evidence ? evidence.known.contacts : [];
	const ids = [...new Set(contacts.flatMap(({ crm_id }) => (crm_id ? [crm_id] : [])))];
	if (ids.length > 1) return several(ids, 'contacts');
	if (ids.length === 1) return crmIdOf(ids[0] ?? '', contacts);
	for (const way of waysTo(sought, contacts)) {
		const found = await asked(asSentence, async () => await search(way));
		if (!('known' in found)) return cannotTell(found.unknown, contacts);
		if (found.known.length > 1) return several(found.known, 'ServiceTitan');
		if (found.known[0] !== undefined) return { crmId: found.known[0] };
	}
	return 'known' in evidence ? nobody(sought, contacts) : cannotTell(evidence.unknown);
}

const cannotTell = (
	{ found, toDo }: { found: string; toDo: string },
	[contact]: ContactFound[] = [],
): Found => ({
	verdict: 'unknown',
	message: `Which customer that is cannot be told. ${found} ${toDo}`.trim(),
	contactId: contact?.id ?? null,
});

function knownBy({ parsePhone }: ExplainPorts, { by, value }: Sought): KnownBy {
	if (by === 'contactId') return { id: value };
	if (by === 'email') return { email: value };
	const { forms } = preferredPhone([{ id: 1, type: 'Phone', value }], regionsOf(null), parsePhone);
	return { phone_forms: forms.length > 0 ? forms : [value.replace(/\D/g, '')] };
}

function waysTo({ by, value }: Sought, contacts: ContactFound[]) {
	if (by !== 'contactId') return [{ by, value }];
	const [contact] = contacts;
	return [
		...(contact?.phone ? [{ by: 'phone' as const, value: contact.phone }] : []),
		...(contact?.email ? [{ by: 'email' as const, value: contact.email }] : []),
	];
}

/** A crm_id that somebody typed may be anything. */
function crmIdOf(crmId: string, contacts: ContactFound[]): Found {
	const id = Number(crmId);
	if (Number.isSafeInteger(id) && id > 0) return { crmId: id };
	const message = `The crm_id of the contact is no ServiceTitan id: ${crmId}. Correct it in the table editor of Supabase, or empty it, so that the contact can be linked.`;
	return { verdict: 'typedIn', message, contactId: contacts[0]?.id ?? null };
}

const several = (ids: Array<string | number>, where: string): Found => ({
	verdict: 'several',
	message: `Several customers fit in ${where}: ${ids.slice(0, 10).join(', ')}. Ask again with the ServiceTitan ID of one of them.`,
	contactId: null,
});

const NAMES = { contactId: 'ID', phone: 'phone', email: 'e-mail' };

function nobody({ by, value }: Sought, contacts: ContactFound[]): Found {
	const [contact] = contacts;
	if (!contact)
		return {
			verdict: 'notFound',
			message: `Neither contacts nor ServiceTitan has anybody with the ${NAMES[by]} ${value}. Check it, or ask with the ServiceTitan ID.`,
			contactId: null,
		};
	return {
		verdict: 'typedIn',
		message: `The contact ${contact.id} was typed in by hand: it belongs to no customer, and ServiceTitan has none in use with its phone or e-mail. It is left alone.`,
		contactId: contact.id,
	};
}
