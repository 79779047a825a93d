import type { Hono } from 'hono';
import { z } from 'zod';

import { BULK_EDITS, type BulkEdit } from '../tenant/bulkEdits';
import type { Controlled } from './app';

const edits = Object.keys(BULK_EDITS) as BulkEdit[];
const howMany = z.object({ customers: z.number().int().min(1) }).strict();

/** POST /control/many/touch, /edit and /phones: `{ customers: 5000 }`, answered with the ids of those it happened to. */
export function manyControls(app: Hono, { business }: Controlled): void {
	for (const edit of edits)
		app.post(`/control/many/${edit}`, async (context) => {
			const { customers } = howMany.parse(await context.req.json());
			const { tenant } = business(context.req.query('tenant'));
			return context.json({ ids: BULK_EDITS[edit](tenant, customers) });
		});
}
