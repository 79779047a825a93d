import type { Hono } from 'hono';
import { z } from 'zod';

import { contactsOf } from '../tenant/contactEdits';
import { editCustomer } from '../tenant/customerEdits';
import type { Customer } from '../tenant/customer';
import type { Tenant } from '../tenant/tenant';
import type { Controlled } from './app';

const renaming = z
	.object({
		/** How many customers. */
		count: z.number().int().positive(),
		/** What their names begin with from now on, e.g. "Anna". */
		word: z.string().min(1),
	})
	.strict();

/** Many edits by one call, for measurements: one by one they would take longer than what is measured. */
export function bulkControls(app: Hono, { business }: Controlled): void {
	app.post('/control/rename', async (context) => {
		const { count, word } = renaming.parse(await context.req.json());
		const { tenant } = business(context.req.query('tenant'));
		const since = new Date(tenant.clock.now()).toISOString();
		const chosen = reachable(tenant, count);
		for (const { id, name } of chosen) editCustomer(tenant, id, { name: renamed(name, word) });
		return context.json({
			renamed: chosen.length,
			since,
			ids: chosen.slice(0, 50).map(({ id }) => id),
		});
	});
}

/** The first customers in use that have a contact method: the same ones each time. */
function reachable(tenant: Tenant, count: number): Customer[] {
	const chosen: Customer[] = [];
	for (const customer of tenant.customers.rows()) {
		if (chosen.length >= count) break;
		if (customer.active && !customer.deleted && contactsOf(tenant, customer.id).length > 0)
			chosen.push(customer);
	}
	return chosen;
}

const renamed = (name: string, word: string): string => `${word} ${name.split(' ').at(-1)}`;
