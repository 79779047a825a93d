import { z } from 'zod';

import { instant } from '../../core/instant';
import { healthFacts, walked, type Walked } from '../../core/sync/health/facts';
import type { Finding } from '../../core/sync/health/finding';
import { read } from './answers';
import type { CallFunction } from './connectSupabase';

const incident = z.object({
	incident_id: z.string(),
	workspace_id: z.string(),
	kind: z.string(),
	text: z.string(),
	to_do: z.string().nullable(),
	over: z.string().nullable(),
	opened_at: instant.nullable(),
	told_at: instant.nullable(),
});

const alert = incident.extend({ event: z.enum(['opened', 'still', 'resolved']) });

const facts = z.object({ now: instant, workspaces: z.array(healthFacts) });
const noted = z.object({ open: z.array(incident), alerts: z.array(alert) });

const twice = z.object({ same_customer: z.number(), hand_made: z.number() });

export type HealthAnswer = z.output<typeof facts>;
export type Noted = z.output<typeof noted>;

/** What the database knows of the sync's health, and its memory of what was told. */
export const healthOf = (call: CallFunction) => ({
	/** @param workflowId  only workspaces that this workflow reads, and those that nobody reads */
	async facts(workspaceId: string, workflowId: string | null): Promise<HealthAnswer> {
		const answer = await call('servicetitan_health_facts', {
			p_workspace_id: workspaceId || null,
			p_workflow_id: workflowId,
		});
		return read(facts, answer);
	},

	/** Looks at every contact: for a run that is suspicious only. @returns `null` where nothing can be said */
	async walked(workspaceId: string, from: string, to: string): Promise<Walked | null> {
		const answer = await call('servicetitan_walked', {
			p_workspace_id: workspaceId,
			p_from: from,
			p_to: to,
		});
		return read(walked.nullable(), answer);
	},

	/** Contacts that are there twice: with the same customer's ID, or typed in by hand beside it. Looks at every contact. */
	async duplicates(workspaceId: string): Promise<number> {
		const answer = await call('servicetitan_suspected_duplicates', {
			p_workspace_id: workspaceId,
			p_limit: 0,
		});
		const { same_customer, hand_made } = read(twice, answer);
		return same_customer + hand_made;
	},

	/** Begins and ends incidents; `alerts` are this caller's to tell, for ten minutes. */
	async note(
		workspaceId: string,
		findings: Finding[],
		{ remindMinutes, tell }: { remindMinutes: number; tell: boolean },
	): Promise<Noted> {
		const answer = await call('servicetitan_note_findings', {
			p_workspace_id: workspaceId,
			p_findings: findings,
			p_remind_minutes: remindMinutes,
			p_tell: tell,
		});
		return read(noted, answer);
	},

	/**
	 * @param sent  whether they got through; what did not is due again at once
	 * @returns how many were known
	 */
	async markTold(
		alerts: Array<{ incidentId: string; event: string }>,
		sent: boolean,
	): Promise<number> {
		const answer = await call('servicetitan_mark_told', {
			p_alerts: alerts.map(({ incidentId, event }) => ({ incident_id: incidentId, event })),
			p_sent: sent,
		});
		return read(z.object({ marked: z.number() }), answer).marked;
	},
});
