import type { IDataObject } from 'n8n-workflow';

import { alertOf } from '../../core/sync/health/alert';
import type { HealthFacts, Surroundings, Thresholds } from '../../core/sync/health/facts';
import { judgeHealth } from '../../core/sync/health/judge';
import { bigRunOf } from '../../core/sync/health/manyChanges';
import { isQuiet } from '../../core/sync/health/quiet';
import type { healthOf, Noted } from '../../transport/supabase/health';

export interface Check {
	health: ReturnType<typeof healthOf>;
	around: Omit<Surroundings, 'walked' | 'duplicates'>;
	lookForDuplicates: boolean;
	thresholds: Thresholds;
	quiet: { from: string; to: string };
	/** False: only looked, nobody takes on what is to be told. */
	mayTell: boolean;
	remindMinutes: number;
}

/** Looks at one workspace, remembers what it found, and gives what is to be told. */
export async function checkWorkspace(facts: HealthFacts, check: Check): Promise<IDataObject> {
	const { health, thresholds, lookForDuplicates, remindMinutes } = check;
	const { workspace_id } = facts;
	const around: Surroundings = {
		...check.around,
		walked: await walkOf(facts, check),
		duplicates: lookForDuplicates ? await health.duplicates(workspace_id) : null,
	};
	const timezone = facts.timezone || thresholds.timezone;
	const tell = check.mayTell && !isQuiet({ ...check.quiet, timezone }, around.now);
	const findings = judgeHealth(facts, around, thresholds);
	const { open, alerts } = await health.note(workspace_id, findings, { remindMinutes, tell });
	return {
		workspaceId: workspace_id,
		healthy: open.length === 0,
		message: messageOf(facts, open),
		open: open.map(({ incident_id, kind, text, to_do, opened_at, told_at }) => ({
			...{ incidentId: incident_id, kind, text, toDo: to_do },
			...{ since: opened_at, toldAt: told_at },
		})),
		alerts: alerts.map((incident) => ({ ...alertOf(incident) })),
	};
}

/** Only where a run is suspicious: it reads the whole table. */
async function walkOf(facts: HealthFacts, { health, around, thresholds }: Check) {
	const { size } = bigRunOf(facts, around.now, thresholds) ?? {};
	if (!size?.started_at || !size.finished_at) return null;
	return await health.walked(facts.workspace_id, size.started_at, size.finished_at);
}

function messageOf({ workspace_id, last_success_at }: HealthFacts, open: Noted['open']): string {
	if (open.length > 0) return open.map(({ text, to_do }) => `${text} ${to_do ?? ''}`).join(' ');
	const last = last_success_at
		? `Last good run: ${last_success_at.slice(0, 16).replace('T', ' ')} UTC.`
		: 'No run has come to its end yet.';
	return `Workspace ${workspace_id}: nothing is wrong. ${last}`;
}
