import type { Hono } from 'hono';

import type { Controlled } from '../app';
import { searchCustomers } from '../customerSearch';
import { customerEditor } from './customerEditor';
import { customerList } from './customerList';
import { document } from './document';
import { faultPanel } from './faultPanel';
import { icon } from './icon';
import { logRows } from './logRows';
import { pending } from './pending';

const SHOWN_CUSTOMERS = 40;
const SHOWN_REQUESTS = 80;

/** The page, and the parts of it that are fetched again when something changed. */
export function pageRoutes(app: Hono, { world, business }: Controlled): void {
	const find = (tenantId: string | undefined, search: string) =>
		searchCustomers(business(tenantId).tenant, { search, offset: 0, limit: SHOWN_CUSTOMERS });
	const latest = () => world.log.entries.slice(-SHOWN_REQUESTS).reverse();

	app.get('/favicon.ico', () => icon());
	app.get('/', (context) => {
		const tenantId = context.req.query('tenant');
		return context.html(
			document({
				world,
				identity: business(tenantId).tenant.identity,
				customers: customerList(find(tenantId, '')),
				faults: faultPanel(world),
				log: logRows(latest()),
			}),
		);
	});
	app.get('/control/parts/customers', (context) => {
		const { tenant, search } = context.req.query();
		return context.html(customerList(find(tenant, search ?? '')));
	});
	app.get('/control/parts/customers/:id', (context) => {
		const one = business(context.req.query('tenant'));
		const id = Number(context.req.param('id'));
		return context.html(
			customerEditor(one.customer(id), { contacts: one.contactsOf(id), notes: one.notesOf(id) }),
		);
	});
	app.get('/control/parts/faults', (context) => context.html(faultPanel(world)));
	app.get('/control/parts/pending', (context) => context.html(pending(world)));
	app.get('/control/parts/log', (context) => context.html(logRows(latest())));
}
