import type { Time, Whose } from './time';
import type { Heard } from './supabase';

/**
 * Which clock may be set now. That ServiceTitan's clock was set back shows in nothing but its distance to the
 * database's, from one run to the next. What undoes that distance before a run has looked cannot be told by anybody,
 * so no story does it.
 */
export class ClockSteps {
	private calls = 0;
	/** When a clock was set back, in calls to the database; `undefined` once a run has noted it. */
	private readonly setBack: { serviceTitan?: number; database?: number } = {};
	/** Runs that opened a window of their own, and when. */
	private readonly opened = new Map<string, number>();

	/** Whether ServiceTitan's clock was ever set back; whether items of an old execution ever came again. */
	private readonly ever = { setBack: false, offeredAgain: false };

	constructor(private readonly time: Time) {}

	/**
	 * Once that clock was set back, an old item may bear a later modifiedOn than what is stored, and without its run
	 * nobody says so: a story has the one or the other. @returns whether it may have old items that come again
	 */
	mayOfferAgain(): boolean {
		this.ever.offeredAgain ||= !this.ever.setBack;
		return this.ever.offeredAgain;
	}

	/** @returns whether it was set */
	set(whose: Whose, minutesAhead: number): boolean {
		const step = minutesAhead - this.time.minutesAhead(whose);
		if (!this.may(whose, step)) return false;
		if (whose !== 'n8n' && step < 0) this.setBack[whose] = this.calls;
		if (whose === 'serviceTitan' && step < 0) this.ever.setBack = true;
		this.time.set(whose, minutesAhead);
		return true;
	}

	hear({ name, args, answer }: Heard): void {
		this.calls += 1;
		const said = answer as { outcome?: string; window?: unknown; run?: unknown } | null;
		if (name === 'servicetitan_start_run' && said?.outcome === 'started' && said.window === null)
			this.opened.set(String(args.p_run_id), this.calls);
		const end = said?.outcome === 'finished' ? said : (said?.run as typeof said);
		const run = (end?.outcome === 'finished' ? end.run : undefined) as Ended | undefined;
		if (run && run.cursor_to !== null) this.noted(this.opened.get(run.run_id) ?? -1);
	}

	private may(whose: Whose, step: number): boolean {
		if (whose === 'serviceTitan' && step < 0 && this.ever.offeredAgain) return false;
		if (whose === 'serviceTitan')
			return step > 0
				? this.setBack.serviceTitan === undefined
				: this.setBack.database === undefined;
		return whose === 'n8n' || step > 0 || this.setBack.serviceTitan === undefined;
	}

	private noted(openedAt: number): void {
		for (const whose of ['serviceTitan', 'database'] as const)
			if ((this.setBack[whose] ?? Number.POSITIVE_INFINITY) < openedAt) delete this.setBack[whose];
	}
}

interface Ended {
	run_id: string;
	cursor_to: string | null;
}
