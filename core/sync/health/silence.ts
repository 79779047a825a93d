import { asError } from '../../asError';
import { BusinessHoursUnreadable, type BusinessHoursInput } from '../businessHours';
import { openMinutes } from '../openMinutes';
import type { HealthFacts, Surroundings, Thresholds } from './facts';
import { minuteOf, type Judge } from './finding';

/** No good run for too long, counting business hours alone: nights and weekends are no silence. */
export const silence: Judge = (facts, around, thresholds) => {
	const { workspace_id, sync_enabled, last_success_at, created_at } = facts;
	const since = last_success_at ?? created_at;
	// A long run keeps the others out while it goes on.
	if (!sync_enabled || since === null || (facts.run !== null && !facts.lease_expired)) return null;
	const minutes = silentMinutes(facts, since, around.now, thresholds);
	return {
		kind: 'silence',
		wrong: minutes > thresholds.silenceMinutes,
		text: [
			`Workspace ${workspace_id}: no good run for ${minutes} minutes of its business hours;`,
			last_success_at
				? `the last one was at ${minuteOf(last_success_at)}.`
				: 'there never was one.',
			reason(facts, since, around),
		].join(' '),
		toDo: wasTried(facts, since)
			? 'ServiceTitan Sync → Diagnose finds out why. Nothing is lost: the next good run catches up.'
			: 'Open the workflow and publish it again: n8n gives a trigger up for good when its first polls fail. Nothing is lost: the next good run catches up.',
		over: `Workspace ${workspace_id}: there was a good run again.`,
	};
};

const wasTried = ({ last_started_at }: HealthFacts, since: string): boolean =>
	last_started_at !== null && last_started_at > since;

function reason(facts: HealthFacts, since: string, { failure }: Surroundings): string {
	if (failure !== null) return failure;
	if (!wasTried(facts, since)) return 'No run was even begun since then.';
	const { last_ended } = facts;
	return last_ended?.status === 'failed' && last_ended.failure
		? `The last one failed: ${last_ended.failure}`
		: 'Runs begin and do not come to their end.';
}

/** Hours that cannot be read count as open: an alert too many is better than none. */
function silentMinutes(
	{ business_hours, timezone }: HealthFacts,
	since: string,
	now: string,
	thresholds: Thresholds,
): number {
	const own = (business_hours ?? thresholds.hours ?? {}) as BusinessHoursInput;
	const zone = own.timezone || timezone || thresholds.timezone;
	try {
		return openMinutes({ ...own, timezone: zone }, since, now);
	} catch (failure) {
		if (!(failure instanceof BusinessHoursUnreadable)) throw asError(failure);
		return openMinutes({ from: '00:00', to: '23:59', timezone: 'utc' }, since, now);
	}
}
