import type { World } from '../world';
import type { Layer } from './layer';

/** The `Date` header by the simulator's clock (or off by the skew that was switched on), and the latency. */
export const dateLayer =
	({ clock, switches }: World): Layer =>
	(next) =>
	async (request, entry) => {
		if (switches.latencyMs > 0) await new Promise((go) => setTimeout(go, switches.latencyMs));
		const response = await next(request, entry);
		// In place: around a response of our own, the server would have to read the body as a stream.
		if (switches.dateHeader)
			response.headers.set('date', new Date(clock.now() + switches.clockSkewMs).toUTCString());
		return response;
	};
