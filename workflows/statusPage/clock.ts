const HOUR = 3_600_000;

/** Moments as people read them, by the clock on the wall of one time zone. */
export class Clock {
	private readonly parts: Intl.DateTimeFormat;

	/** @param zones  the first that is one is taken, else UTC */
	constructor(
		readonly now: number,
		zones: Array<string | null>,
	) {
		this.parts = [...zones, 'UTC']
			.map(formatIn)
			.find((format) => format !== null) as Intl.DateTimeFormat;
	}

	get zone(): string {
		return this.parts.resolvedOptions().timeZone;
	}

	/** "14:30" */
	time(at: number): string {
		const { hour, minute } = this.read(at);
		return `${hour}:${minute}`;
	}

	/** "Jul 1" */
	day(at: number): string {
		const { month, day } = this.read(at);
		return `${month} ${day}`;
	}

	/** The same for all moments of one day, in whatever year. */
	date(at: number): string {
		return `${this.read(at).year} ${this.day(at)}`;
	}

	/** Milliseconds since midnight. */
	intoDay(at: number): number {
		return this.hour(at) * HOUR + Number(this.read(at).minute) * 60_000;
	}

	hour(at: number): number {
		return Number(this.read(at).hour);
	}

	/** "14:30" today, else "Jul 1, 14:30"; with the year where it is another. */
	moment(at: number): string {
		if (Math.abs(at - this.now) < 24 * HOUR && this.date(at) === this.date(this.now))
			return this.time(at);
		const year = this.read(at).year === this.read(this.now).year ? '' : ` ${this.read(at).year}`;
		return `${this.day(at)}${year}, ${this.time(at)}`;
	}

	/** "3 min ago", "in 12 min" */
	from(at: number): string {
		const away = Math.abs(at - this.now);
		if (away < 60_000) return at > this.now ? 'within a minute' : 'just now';
		return at > this.now ? `in ${lasting(away)}` : `${lasting(away)} ago`;
	}

	private read(at: number): Record<string, string> {
		return Object.fromEntries(this.parts.formatToParts(at).map(({ type, value }) => [type, value]));
	}
}

function formatIn(timeZone: string | null): Intl.DateTimeFormat | null {
	if (timeZone === null) return null;
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			...{ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
		});
	} catch {
		return null;
	}
}

/** "4.2 seconds", "3 min", "5 hours", "2 days": as much of it as one wants to know. */
export function lasting(ms: number): string {
	if (ms < 1000) return 'less than a second';
	if (ms < 10_000) return `${Math.round(ms / 100) / 10} seconds`;
	if (ms < 60_000) return `${Math.round(ms / 1000)} seconds`;
	if (ms < 1.5 * HOUR) return `${Math.round(ms / 60_000)} min`;
	return ms < 36 * HOUR
		? counted(Math.round(ms / HOUR), 'hour')
		: counted(Math.round(ms / 24 / HOUR), 'day');
}

/** "1 run", "1,200 runs" */
export const counted = (number: number, what: string): string =>
	`${figure(number)} ${what}${number === 1 ? '' : 's'}`;

/** "12,340" */
export const figure = (number: number): string =>
	String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
