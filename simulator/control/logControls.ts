import type { Hono } from 'hono';

import type { Controlled } from './app';

/** The request log, and what the simulator consists of. */
export function logControls(app: Hono, { world }: Controlled): void {
	app.get('/control', (context) =>
		context.json({
			appKey: world.appKey,
			tenants: [...world.tenants.values()].map(({ identity, customers }) => ({
				...identity,
				customers: customers.size,
			})),
			tokensIssued: world.tokens.issued,
			requests: world.log.entries.length,
			requestsEver: world.log.count,
			now: new Date(world.clock.now()).toISOString(),
		}),
	);
	app.get('/control/log', (context) => {
		const after = Number(context.req.query('after') ?? 0);
		const limit = Number(context.req.query('limit') ?? 1000);
		const entries = world.log.entries.filter(({ number }) => number > after).slice(-limit);
		return context.json({ entries, count: world.log.count, tokensIssued: world.tokens.issued });
	});
	app.delete('/control/log', (context) => {
		world.log.clear();
		return context.json({ entries: [] });
	});
}
