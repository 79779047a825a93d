import { secondsBetween } from '../../instant';
import type { HealthFacts, RunSize, Thresholds, Walked } from './facts';
import { counted, minuteOf, type Judge } from './finding';

/** How long a run is "just now". */
const RECENT_SECONDS = 60 * 60;
/** Below this nobody minds, whatever was usual. */
const ALWAYS_FINE = 500;
/** While there is no history to judge by. */
const FINE_AT_FIRST = 2_000;
const ENOUGH_HISTORY = 5;
const TIMES_THE_MOST = 3;
/** Of ids from the lowest to the highest, how many were written where a whole table was walked through. */
const WALKED_SHARE = 0.9;

export interface BigRun {
	size: RunSize;
	/** How many changes would still have been usual. */
	usual: number;
}

/**
 * The biggest of the runs of the last hour that changed far more than usual: more than three times the most of the
 * runs before, for each day that it read, and more than 500. Days of outage come as one big run, and are no surprise.
 */
export function bigRunOf(facts: HealthFacts, now: string, thresholds: Thresholds): BigRun | null {
	const recent = facts.sizes.filter(
		({ finished_at }) => finished_at !== null && secondsBetween(finished_at, now) < RECENT_SECONDS,
	);
	const before = facts.sizes.filter((size) => !recent.includes(size)).map(({ written }) => written);
	const big = recent
		.map((size) => ({ size, usual: usualOf(size, before, thresholds) }))
		.filter(({ size, usual }) => size.written > usual)
		.sort((a, b) => b.size.written - a.size.written);
	return big[0] ?? null;
}

function usualOf({ hours_read }: RunSize, before: number[], { mostChanges }: Thresholds): number {
	if (mostChanges > 0) return mostChanges;
	const usual =
		before.length < ENOUGH_HISTORY
			? FINE_AT_FIRST
			: Math.max(ALWAYS_FINE, TIMES_THE_MOST * Math.max(...before));
	return usual * Math.max(1, (hours_read ?? 0) / 24);
}

/** Far too many changes at once: an import, a bulk edit, or a walk through the whole table. */
export const manyChanges: Judge = (facts, { now, walked }, thresholds) => {
	const { workspace_id } = facts;
	const big = bigRunOf(facts, now, thresholds);
	return {
		kind: 'manyChanges',
		wrong: big !== null,
		text: big
			? [
					`Workspace ${workspace_id}: the run of ${minuteOf(big.size.started_at ?? now)} changed`,
					`${counted(big.size.written, 'contact')}, far more than usual (up to ${counted(Math.round(big.usual), 'change')}).`,
					walkedWords(walked),
				]
					.filter(Boolean)
					.join(' ')
			: `Workspace ${workspace_id}: runs are of the usual size.`,
		toDo: 'Only real differences were written, so nothing is broken. Find out who made an import or a bulk edit in ServiceTitan. To stop further ones meanwhile: ServiceTitan Sync → Set Enabled, off.',
		over: `Workspace ${workspace_id}: runs are of the usual size again.`,
	};
};

function walkedWords(walked: Walked | null): string {
	if (!walked || walked.between === 0 || walked.written < ALWAYS_FINE) return '';
	const share = walked.written / walked.between;
	if (share < WALKED_SHARE) return 'Their ids are scattered, as after many single edits.';
	return `Their ids follow one another without gaps (${Math.round(share * 100)} % of that range, of ${counted(walked.contacts, 'contact')} in all): somebody or something walked through the whole table.`;
}
