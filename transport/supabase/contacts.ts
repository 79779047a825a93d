import { z } from 'zod';

import { rowInBrief } from '../../core/contact/rowInBrief';
import { databaseEvidence } from '../../core/sync/explanation/evidence';
import { upsertAnswer } from '../../core/sync/run';
import type { ContactIds, Contacts, CustomerEvidence } from '../../sync/ports';
import { read } from './answers';
import type { CallFunction } from './connectSupabase';
import { WHEN } from './runs';

/** Writing contacts by the database's function: one call a batch, one outcome a row. */
export const contactsOf = (call: CallFunction): Contacts => ({
	async upsert(request) {
		const answer = await call('servicetitan_upsert_contacts', {
			p_workspace_id: request.workspaceId || null,
			p_rows: request.rows.map(rowInBrief),
			p_run_id: request.runId || null,
			p_batch_id: request.batchId,
			p_options: {
				link: request.link,
				skip_without_contact_methods: request.skipWithoutContactMethods,
				dry_run: request.dryRun,
				finish: WHEN[request.finish],
				workflow_id: request.workflowId,
				...(request.brief ? { brief: true } : {}),
			},
		});
		return read(upsertAnswer, answer);
	},
});

const page = z.object({ crm_ids: z.array(z.string()), next: z.string().nullish() });

/** Which customers have a contact, by the database's function. */
export const contactIdsOf = (call: CallFunction): ContactIds => ({
	async list(workspaceId, after) {
		const answer = await call('servicetitan_list_crm_ids', {
			p_workspace_id: workspaceId,
			p_after: after ?? null,
		});
		const { crm_ids, next } = read(page, answer);
		return { ids: crm_ids, next: next ?? undefined };
	},
});

/** Why a customer is or is not there, by the database's function. */
export const customerEvidenceOf =
	(call: CallFunction): CustomerEvidence =>
	async (workspaceId, crmId, known) =>
		read(
			databaseEvidence,
			await call('servicetitan_customer_evidence', {
				p_workspace_id: workspaceId,
				p_crm_id: crmId,
				p_contact: known,
			}),
		);
