import type { Chance } from '../chance';
import type { Fault, FaultKind, FaultOptions } from './fault';

interface Queued {
	fault: Fault;
	skip: number;
	left: number;
}

interface Likely {
	fault: Fault;
	probability: number;
}

const TOKEN_PATH = '/connect/token';

/** Which faults come: a number of them next, or each request with a probability. */
export class Faults {
	private queue: Queued[] = [];
	private likely: Likely[] = [];

	constructor(private readonly chance: Chance) {}

	/** The next `count` matching requests meet this fault; `Infinity` for all to come. */
	next(count: number, kind: FaultKind, options: FaultOptions = {}): void {
		this.queue.push({ fault: { ...options, kind }, skip: options.after ?? 0, left: count });
	}

	/** Each matching request meets this fault with the probability; 1 is always, 0 takes it back. */
	rate(kind: FaultKind, probability: number, options: FaultOptions = {}): void {
		this.likely = this.likely.filter(({ fault }) => fault.kind !== kind);
		if (probability > 0) this.likely.push({ fault: { ...options, kind }, probability });
	}

	/** No fault any more. Switches stay as they are. */
	clear(): void {
		this.queue = [];
		this.likely = [];
	}

	/** Decides about one request, and counts it. */
	take(method: string, path: string): Fault | undefined {
		return this.takeQueued(method, path) ?? this.takeLikely(method, path);
	}

	/** What is set, for the control page. */
	get pending() {
		return {
			next: this.queue.map(({ fault, left }) => ({ kind: fault.kind, left, path: shown(fault) })),
			rates: this.likely.map(({ fault, probability }) => ({
				kind: fault.kind,
				probability,
				path: shown(fault),
			})),
		};
	}

	private takeQueued(method: string, path: string): Fault | undefined {
		const due = this.queue.filter(({ fault }) => concerns(fault, method, path));
		const ready = due.find(({ skip }) => skip === 0);
		for (const waiting of due) if (waiting.skip > 0) waiting.skip -= 1;
		if (!ready) return undefined;
		ready.left -= 1;
		if (ready.left <= 0) this.queue = this.queue.filter((queued) => queued !== ready);
		return ready.fault;
	}

	private takeLikely(method: string, path: string): Fault | undefined {
		return this.likely.find(
			({ fault, probability }) => concerns(fault, method, path) && this.chance() < probability,
		)?.fault;
	}
}

function concerns(fault: Fault, method: string, path: string): boolean {
	if (fault.method && fault.method !== method) return false;
	if (fault.path === undefined) return path !== TOKEN_PATH;
	return typeof fault.path === 'string' ? path.endsWith(fault.path) : fault.path.test(path);
}

const shown = ({ path }: Fault): string | undefined =>
	path === undefined ? undefined : String(path);
