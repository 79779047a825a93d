import { secondsBetween } from '../../instant';
import type { HealthFacts } from './facts';
import { counted, minuteOf, type Judge } from './finding';

/** How long a run that broke off is wrong after its end, so that no check misses it. */
const RECENT_SECONDS = 30 * 60;

/** A run that gives no sign of life, or that the next one took over from since the last look. */
export const stuck: Judge = (facts, { now }) => {
	const { workspace_id, lease_expired, broken_off } = facts;
	const recent =
		broken_off?.finished_at && secondsBetween(broken_off.finished_at, now) < RECENT_SECONDS
			? (broken_off.failure ?? 'It did not say why.')
			: null;
	return {
		kind: 'stuck',
		wrong: lease_expired || recent !== null,
		text: `Workspace ${workspace_id}: a run broke off. ${lease_expired ? signsOf(facts) : (recent ?? '')}`.trim(),
		toDo: lease_expired
			? 'The next run takes over by itself. To let it start at once: ServiceTitan Sync → Release Run.'
			: 'The next run went on by itself and nothing is lost. If it happens often, look whether n8n is restarted or short of memory.',
		over: `Workspace ${workspace_id}: runs come to their end again.`,
	};
};

function signsOf({ run, awaited }: HealthFacts): string {
	const begun = run?.started_at ? `It began at ${minuteOf(run.started_at)} and` : 'It';
	if (awaited === 0) return `${begun} gives no sign of life.`;
	return (
		`${begun} waits for ${counted(awaited, 'customer')} that came to the workflow and never to Supabase Contact Upsert: ` +
		'is there a filter, or a node that removes `sync`, in between?'
	);
}
