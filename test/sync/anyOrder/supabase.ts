import { RequestFailed, STATEMENT_TIMEOUT, type Failure } from '../../../core/failure';
import { persistent, waitBeforeRetry } from '../../../core/retry';
import type { Clock } from '../../../sync/ports';
import type { CallFunction } from '../../../transport/supabase/connectSupabase';
import type { Gates } from './gates';
import { settled } from './serviceTitan';

/**
 * `away`: the call never arrives. `lostAnswer`: it is carried out, and nobody hears of it.
 * `tooSlow`: a batch runs into the time limit and is undone.
 */
export type Trouble = 'away' | 'lostAnswer' | 'tooSlow';

const FAILURES: Record<Trouble, Failure> = {
	away: { kind: 'unavailable', detail: 'The service is away', status: 503 },
	lostAnswer: { kind: 'interrupted', detail: 'The connection was cut off' },
	tooSlow: { kind: 'unavailable', detail: 'canceling statement', code: STATEMENT_TIMEOUT },
};

/** What a call takes, in milliseconds. */
const CALL_MS = 12;

export interface Heard {
	name: string;
	args: Record<string, unknown>;
	answer: unknown;
	worker: string;
}

/** The way to Supabase as all workers of one story share it: it may be troubled, and what passes is overheard. */
export class WayToSupabase {
	private troubles: Trouble[] = [];

	constructor(
		private readonly gates: Gates,
		private readonly call: CallFunction,
		private readonly around: {
			pass: (ms: number) => void;
			before: (asked: Pick<Heard, 'name' | 'args'>) => Promise<void>;
			after: (heard: Heard) => Promise<void>;
		},
	) {}

	/** The next `count` calls meet this. */
	trouble(kind: Trouble, count: number): void {
		this.troubles.push(...Array.from({ length: count }, () => kind));
	}

	clear(): void {
		this.troubles = [];
	}

	/** The database's functions as one worker reaches them, with the retries of the real transport. */
	for(worker: string, clock: Clock): CallFunction {
		return async (name, args) => {
			for (let attempt = 0; ; attempt++) {
				const answer = await this.attempt(worker, name, args);
				if ('value' in answer) return answer.value;
				if (!(answer.thrown instanceof RequestFailed)) throw answer.thrown;
				const { failure } = answer.thrown;
				const chance = clock.chance();
				const wait = waitBeforeRetry({
					failure,
					attempt,
					policy: persistent,
					chance,
					idempotent: true,
				});
				if (wait === undefined) throw answer.thrown;
				await clock.sleep(wait);
			}
		};
	}

	private async attempt(worker: string, name: string, args: Record<string, unknown>) {
		const what = name.replace('servicetitan_', '');
		await this.gates.pass(worker, `${what} →`);
		const trouble = this.take(name);
		const answer =
			trouble === 'away' || trouble === 'tooSlow'
				? { thrown: failed(trouble) }
				: await this.gates.doing(async () => await settled(this.carryOut({ worker, name, args })));
		await this.gates.pass(worker, `${what} ←${trouble ? ` (${trouble})` : ''}`);
		return trouble === 'lostAnswer' && 'value' in answer ? { thrown: failed(trouble) } : answer;
	}

	private async carryOut(asked: Omit<Heard, 'answer'>): Promise<unknown> {
		this.around.pass(CALL_MS);
		await this.around.before(asked);
		// What goes over the wire is JSON, and nobody keeps a hand on it.
		const answer: unknown = copied(await this.call(asked.name, copied(asked.args)));
		await this.around.after({ ...asked, answer });
		return answer;
	}

	private take(name: string): Trouble | undefined {
		const next = this.troubles[0];
		if (next === undefined || (next === 'tooSlow' && name !== 'servicetitan_upsert_contacts'))
			return undefined;
		return this.troubles.shift();
	}
}

const failed = (trouble: Trouble): RequestFailed =>
	new RequestFailed('Supabase', FAILURES[trouble]);

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
