import { Hono } from 'hono';
import { ZodError } from 'zod';

import type { Business } from '../business';
import { NoSuchRecord } from '../tenant/tenant';
import type { World } from '../world';
import { bulkControls } from './bulkControls';
import { customerControls } from './customerControls';
import { faultControls } from './faultControls';
import { logControls } from './logControls';
import { manyControls } from './manyControls';
import { pageRoutes } from './page/routes';

/** What the control routes act on. */
export interface Controlled {
	world: World;
	/** The business of `?tenant=`, or the first. @throws NoSuchRecord */
	business(tenantId: string | undefined): Business;
}

/** The control API below /control and the page at /: not part of ServiceTitan, and not in the log. */
export function controlApp(world: World, find: (tenantId: number) => Business | undefined): Hono {
	const app = new Hono();
	const controlled: Controlled = { world, business: (tenantId) => chosen(world, find, tenantId) };
	for (const add of [
		bulkControls,
		customerControls,
		manyControls,
		faultControls,
		logControls,
		pageRoutes,
	])
		add(app, controlled);
	app.notFound((context) => context.json({ message: 'There is no such control.' }, 404));
	app.onError((failure, context) => {
		if (failure instanceof NoSuchRecord) return context.json({ message: failure.message }, 404);
		if (failure instanceof ZodError) return context.json({ message: wordsOf(failure) }, 400);
		if (failure instanceof SyntaxError || failure instanceof RangeError)
			return context.json({ message: failure.message }, 400);
		throw failure;
	});
	return app;
}

export function isControl(request: Request): boolean {
	const { pathname } = new URL(request.url);
	return pathname === '/' || pathname === '/favicon.ico' || pathname.startsWith('/control');
}

function chosen(
	world: World,
	find: (tenantId: number) => Business | undefined,
	tenantId: string | undefined,
): Business {
	const [first] = world.tenants.keys();
	const business = find(tenantId ? Number(tenantId) : (first ?? 0));
	if (!business) throw new NoSuchRecord(`There is no tenant ${tenantId}.`);
	return business;
}

const wordsOf = ({ issues }: ZodError): string =>
	issues
		.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
		.join('; ');
