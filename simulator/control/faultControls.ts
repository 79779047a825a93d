import type { Hono } from 'hono';
import { z } from 'zod';

import { FAULT_KINDS, type FaultKind } from '../faults/fault';
import type { Controlled } from './app';
import { positions, switchChanges } from './switchForms';

const kinds = Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]];

const newFault = z
	.object({
		kind: z.enum(kinds),
		/** How many of the next requests; or `probability` for each. */
		count: z.number().int().positive().optional(),
		probability: z.number().min(0).max(1).optional(),
		path: z.string().optional(),
		method: z.string().optional(),
		after: z.number().int().min(0).optional(),
		retryAfterSeconds: z.number().optional(),
		retryAfter: z.enum(['integer', 'float', 'date', 'absent']).optional(),
	})
	.strict();

/** Faults and switches on and off, and an end to all tokens. */
export function faultControls(app: Hono, { world }: Controlled): void {
	const { faults, switches, tokens } = world;

	app.get('/control/faults', (context) => context.json({ kinds: FAULT_KINDS, ...faults.pending }));
	app.post('/control/faults', async (context) => {
		const { kind, count = 1, probability, ...options } = newFault.parse(await context.req.json());
		if (probability === undefined) faults.next(count, kind, options);
		else faults.rate(kind, probability, options);
		return context.json(faults.pending);
	});
	app.delete('/control/faults', (context) => {
		faults.clear();
		return context.json(faults.pending);
	});

	app.get('/control/switches', (context) => context.json(positions(switches)));
	app.patch('/control/switches', async (context) => {
		Object.assign(switches, switchChanges.parse(await context.req.json()));
		return context.json(positions(switches));
	});
	app.delete('/control/switches', (context) => {
		switches.reset();
		return context.json(positions(switches));
	});

	app.post('/control/tokens/expire', (context) => {
		tokens.expireAll();
		return context.json({ issued: tokens.issued });
	});
}
