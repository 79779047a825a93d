import { Hono } from 'hono';

import { contactRoutes } from '../routes/contacts';
import { customerRoutes } from '../routes/customers';
import { customFieldRoutes } from '../routes/customFields';
import { exportRoutes } from '../routes/exports';
import { locationRoutes } from '../routes/locations';
import { noteRoutes } from '../routes/notes';
import { otherModules } from '../routes/otherModules';
import { tagRoutes } from '../routes/tags';
import { tokenRoute } from '../routes/token';
import type { World } from '../world';
import { endpoints, type Bound } from './endpoint';
import { GatewayRefusal, gatewayResponse, Problem, problemResponse } from './problem';

/** The API's routes. Fixed paths come before those with an id in the same place. */
export function apiApp(world: World): Hono<Bound> {
	const app = new Hono<Bound>();
	tokenRoute(app, world);
	const crm = endpoints(app, world, '/crm/v2');
	for (const add of [
		exportRoutes,
		contactRoutes,
		customFieldRoutes,
		customerRoutes,
		noteRoutes,
		tagRoutes,
		locationRoutes,
	])
		add(crm);
	otherModules((module) => endpoints(app, world, module));
	app.notFound(() => gatewayResponse(world.switches.gatewayBody));
	app.onError((failure) => {
		if (failure instanceof GatewayRefusal) return gatewayResponse(world.switches.gatewayBody);
		if (failure instanceof Problem) return problemResponse(failure, world.traceId());
		throw failure;
	});
	return app;
}

export type AddEndpoint = ReturnType<typeof endpoints>;
