import { gatewayResponse, Problem, problemResponse } from '../http/problem';
import type { Answer, Layer } from '../http/layer';
import { tooManyRequests } from '../http/tooManyRequests';
import type { World } from '../world';
import { ConnectionReset, emptyResponse, htmlResponse, never, truncated } from './broken';
import type { Fault, FaultKind } from './fault';
import { emptied, repeated } from './pages';

interface Stage {
	world: World;
	fault: Fault;
	request: Request;
	/** The true answer; it is only worked out, with all it changes, when this is called. */
	answer: (request?: Request) => Promise<Response>;
	/** The page of this path that was served last. */
	previous: string | undefined;
}

const refuse =
	(status: number, title?: string) =>
	async ({ world }: Stage): Promise<Response> =>
		problemResponse(new Problem(status, title), world.traceId());

const PLAY: Record<FaultKind, (stage: Stage) => Promise<Response>> = {
	'401': refuse(401),
	'403': refuse(403, 'Scope validation failed.'),
	'404': async ({ world }) => gatewayResponse(world.switches.gatewayBody),
	'429': async ({ world, fault }) =>
		tooManyRequests({
			seconds: fault.retryAfterSeconds ?? 1,
			form: fault.retryAfter ?? world.switches.retryAfter,
			now: world.clock.now(),
			traceId: world.traceId(),
		}),
	'500': refuse(500),
	'502': refuse(502),
	'503': refuse(503),
	'504': refuse(504),
	reset: async () => {
		throw new ConnectionReset();
	},
	lostAnswer: async ({ answer }) => {
		await answer();
		throw new ConnectionReset();
	},
	hang: async ({ request }) => never(request.signal),
	html: async () => htmlResponse(502),
	html200: async () => htmlResponse(200),
	empty: async () => emptyResponse(),
	truncated: async ({ answer }) => truncated(await answer()),
	emptyPage: async ({ answer, request }) => emptied(await answer(), new URL(request.url)),
	samePage: async ({ answer, request, previous }) =>
		repeated(
			await answer(previous ? new Request(previous, request) : request),
			new URL(request.url),
		),
	exportTokenRefused: async ({ world, request, answer }) =>
		/[?&]from=(?!\d{4}-)/.test(request.url)
			? problemResponse(
					new Problem(400, undefined, { from: ['The continuation token is not valid any more.'] }),
					world.traceId(),
				)
			: answer(),
};

/** Plays the fault that is due, or answers truly. */
export function faultLayer(world: World): Layer {
	const served = new Map<string, string>();
	return (next: Answer) => async (request, entry) => {
		const fault = world.faults.take(entry.method, entry.path);
		const answer = (asked = request): Promise<Response> => {
			served.set(entry.path, asked.url);
			return next(asked, entry);
		};
		if (!fault) return answer();
		entry.fault = fault.kind;
		return PLAY[fault.kind]({ world, fault, request, answer, previous: served.get(entry.path) });
	};
}
