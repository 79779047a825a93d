import { parseInstant } from '../../../core/instant';
import type { ServiceTitanSimulator } from '../../../simulator';
import type { StoredContact } from './backend';
import type { HandMadeContacts } from './handMade';
import { emailIn, phoneIn } from './truth';

/** What the story knows of a customer beside what ServiceTitan holds. */
export interface Circumstances {
	handMade: HandMadeContacts;
	/** Customers as they were before the sync began, and as they were when somebody left them out on purpose. */
	mayBeMissed: Map<number, Set<string>>;
	/** Balance changes were not asked for at some time. */
	withoutAccounting: boolean;
	/** ServiceTitan did not show the contact methods of inactive customers at some time. */
	inactiveHidden: boolean;
}

interface Versioned {
	id: number;
	modifiedOn?: string | null;
}

/** The versions a customer and its contact methods have: nothing changed where they are the same. */
export const imageOf = (customer: Versioned, methods: Versioned[]): string =>
	[customer, ...[...methods].sort((a, b) => a.id - b.id)]
		.map(({ id, modifiedOn }) => `${id} ${parseInstant(modifiedOn ?? '') ?? ''}`)
		.join();

/** With this image a customer may be missing or outdated: it was there before, or left out on purpose. */
export function mayBeMissed({ mayBeMissed }: Circumstances, id: number, image: string): void {
	const images = mayBeMissed.get(id) ?? new Set();
	mayBeMissed.set(id, images.add(image));
}

/** Whether the customer is still as it was when it did not have to arrive. */
export function mayMiss(
	simulator: ServiceTitanSimulator,
	id: number,
	{ mayBeMissed, inactiveHidden, withoutAccounting }: Circumstances,
): boolean {
	const images = [...(mayBeMissed.get(id) ?? [])].filter(
		(image) => withoutAccounting || !image.startsWith(ACCOUNTING),
	);
	const customer = simulator.customer(id);
	const hidden = inactiveHidden && !customer.active;
	const [now, begin] = [imageOf(customer, simulator.contactsOf(id)), imageOf(customer, [])];
	return images
		.map((image) => image.replace(ACCOUNTING, ''))
		.some((image) => image === now || (hidden && image.startsWith(begin)));
}

/** Before the image of a customer that differs from a known one by its balance alone. */
export const ACCOUNTING = 'accounting ';

/** How the table differs from what ServiceTitan holds, in words; empty where it does not. */
export function differences(
	simulator: ServiceTitanSimulator,
	stored: StoredContact[],
	circumstances: Circumstances,
): string[] {
	return simulator.customers().flatMap(({ id }) => {
		if (mayMiss(simulator, id, circumstances)) return [];
		const rows = stored.filter(({ crm_id }) => crm_id === String(id));
		if (rows.length > 1) return [`customer ${id} has ${rows.length} rows`];
		const [row] = rows;
		return row ? wrongFields(simulator, row, circumstances) : missing(simulator, id, circumstances);
	});
}

function missing(
	simulator: ServiceTitanSimulator,
	id: number,
	{ inactiveHidden }: Circumstances,
): string[] {
	const methods = simulator.contactsOf(id);
	const reachable = phoneIn(methods) !== null || emailIn(methods) !== null;
	const hidden = inactiveHidden && !simulator.customer(id).active;
	return reachable && !hidden ? [`customer ${id} has no row`] : [];
}

function wrongFields(
	simulator: ServiceTitanSimulator,
	row: StoredContact,
	circumstances: Circumstances,
): string[] {
	const customer = simulator.customer(Number(row.crm_id));
	const [firstname, lastname] = customer.name.split(' ');
	const fields = row.metadata.custom_fields ?? {};
	const wrong: string[] = [];
	const compare = (what: string, is: unknown, should: unknown): void => {
		if (JSON.stringify(is) !== JSON.stringify(should))
			wrong.push(
				`customer ${row.crm_id}: ${what} is ${JSON.stringify(is)}, not ${JSON.stringify(should)}`,
			);
	};
	compare('first name', row.firstname, firstname);
	compare('last name', row.lastname, lastname);
	compare(
		'street',
		(fields.address as { street?: string } | undefined)?.street,
		customer.address.street,
	);
	compare(
		'tags',
		fields.tags,
		[...new Set(customer.tagTypeIds)].sort((a, b) => a - b),
	);
	compare('doNotMail', fields.doNotMail, customer.doNotMail);
	compare('active', fields.active, customer.active);
	compare('mergedTo', fields.mergedTo ?? null, customer.mergedToId);
	if (!circumstances.withoutAccounting) compare('balance', fields.balance, customer.balance);
	return [...wrong, ...wrongReach(simulator, row, circumstances)];
}

function wrongReach(
	simulator: ServiceTitanSimulator,
	row: StoredContact,
	{ handMade, inactiveHidden }: Circumstances,
): string[] {
	const id = Number(row.crm_id);
	const { active } = simulator.customer(id);
	if (!active && inactiveHidden) return [];
	const methods = simulator.contactsOf(id);
	const should = { phone: phoneIn(methods), email: emailIn(methods) };
	return (['phone', 'email'] as const).flatMap((column) => {
		// An inactive customer keeps its last one, and a contact that was linked what ServiceTitan has nothing for.
		const keeps = !active || row[column] === handMade.get(row.id)?.[column];
		if (row[column] === should[column] || (should[column] === null && keeps)) return [];
		return [`customer ${id}: ${column} is ${row[column]}, not ${should[column]}`];
	});
}
