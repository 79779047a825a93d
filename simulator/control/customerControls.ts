import type { Context, Hono } from 'hono';

import type { Business } from '../business';
import { NoSuchRecord } from '../tenant/tenant';
import type { Controlled } from './app';
import {
	contactChanges,
	contactDraft,
	customerChanges,
	customerDraft,
	mergeTarget,
	noteDraft,
} from './customerBodies';
import { searchCustomers } from './customerSearch';

const ROOT = '/control/customers';

/** See and change customers, as a person in ServiceTitan would. `?tenant=` names another business than the first. */
export function customerControls(app: Hono, { business }: Controlled): void {
	const of = (context: Context): Business => business(context.req.query('tenant'));

	app.get(ROOT, (context) => {
		const { search, offset, limit } = context.req.query();
		return context.json(
			searchCustomers(of(context).tenant, {
				search: search ?? '',
				offset: Number(offset ?? 0),
				limit: Number(limit ?? 50),
			}),
		);
	});
	app.post(ROOT, async (context) =>
		context.json(of(context).addCustomer(customerDraft.parse(await context.req.json()))),
	);
	app.get(`${ROOT}/:id`, (context) => context.json(whole(of(context), id(context))));
	app.patch(`${ROOT}/:id`, async (context) => {
		const { balance, ...changes } = customerChanges.parse(await context.req.json());
		const [one, customerId] = [of(context), id(context)];
		if (balance !== undefined) one.changeBalance(customerId, balance);
		if (Object.keys(changes).length > 0) one.editCustomer(customerId, changes);
		return context.json(whole(one, customerId));
	});
	app.post(`${ROOT}/:id/merge`, async (context) => {
		const { intoId } = mergeTarget.parse(await context.req.json());
		return context.json(of(context).merge(id(context), intoId));
	});
	app.post(`${ROOT}/:id/deactivate`, (context) =>
		context.json(of(context).deactivate(id(context))),
	);
	app.post(`${ROOT}/:id/reactivate`, (context) =>
		context.json(of(context).reactivate(id(context))),
	);
	app.post(`${ROOT}/:id/notes`, async (context) => {
		const { text } = noteDraft.parse(await context.req.json());
		return context.json(of(context).addNote(id(context), text));
	});
	contactControls(app, of);
}

function contactControls(app: Hono, of: (context: Context) => Business): void {
	const one = `${ROOT}/:id/contacts/:contactId`;
	app.post(`${ROOT}/:id/contacts`, async (context) =>
		context.json(of(context).addContact(id(context), contactDraft.parse(await context.req.json()))),
	);
	app.patch(one, async (context) =>
		context.json(
			of(context).editContact(
				contactId(of(context), context),
				contactChanges.parse(await context.req.json()),
			),
		),
	);
	app.delete(one, (context) => {
		of(context).removeContact(contactId(of(context), context));
		return context.json({ removed: true });
	});
}

const id = (context: Context): number => Number(context.req.param('id'));

/** @throws NoSuchRecord where the contact method is another customer's */
function contactId(business: Business, context: Context): number {
	const wanted = Number(context.req.param('contactId'));
	if (business.contactsOf(id(context)).some((contact) => contact.id === wanted)) return wanted;
	throw new NoSuchRecord(`Customer ${id(context)} has no contact method ${wanted}.`);
}

const whole = (business: Business, customerId: number) => ({
	...business.customer(customerId),
	contacts: business.contactsOf(customerId),
	notes: business.notesOf(customerId),
});
