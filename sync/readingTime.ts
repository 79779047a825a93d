import { latest, secondsBefore, secondsBetween, type Instant } from '../core/instant';

/**
 * When snapshots were taken, as a time that never runs backwards: neither where calls that go on side by side are
 * answered in any order, nor where ServiceTitan's clock was set back since an earlier run.
 */
export class ReadingTime {
	private newest: Instant | undefined;
	private correctionSeconds: number | undefined;

	/** @param floor  the newest reading that any earlier run has written */
	constructor(private readonly floor: Instant | undefined) {}

	/** @param answeredAt  the `Date` header of the reply that the snapshot came with */
	of(answeredAt: Instant | undefined): Instant | undefined {
		if (answeredAt === undefined) return undefined;
		this.correctionSeconds ??= this.floor ? Math.max(0, secondsBetween(answeredAt, this.floor)) : 0;
		const corrected = secondsBefore(answeredAt, -this.correctionSeconds);
		this.newest = this.newest === undefined ? corrected : latest(this.newest, corrected);
		return this.newest;
	}
}
