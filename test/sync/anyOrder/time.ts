/** Whose clock: each may be set forward or back without the others. */
export type Whose = 'serviceTitan' | 'database' | 'n8n';

const BEGIN = Date.parse('2026-03-02T12:00:00.000Z');

/** The time of a story. It passes only when the story says so, or while somebody waits. */
export class Time {
	private passed = 0;
	private readonly ahead: Record<Whose, number> = { serviceTitan: 0, database: 0, n8n: 0 };

	/** Milliseconds since 1970 by this clock. */
	of(whose: Whose): number {
		return BEGIN + this.passed + this.ahead[whose];
	}

	pass(ms: number): void {
		this.passed += ms;
	}

	/** Sets a clock so far ahead of the true time, or behind it: where it stood before makes no difference. */
	set(whose: Whose, minutesAhead: number): void {
		this.ahead[whose] = minutesAhead * 60_000;
	}

	minutesAhead(whose: Whose): number {
		return this.ahead[whose] / 60_000;
	}
}
