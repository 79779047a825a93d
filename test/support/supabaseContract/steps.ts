import { randomUUID } from 'node:crypto';

import type { ContactRow, SetAside } from '../../../core/contact/contactRow';
import type { Commit } from '../../../core/sync/commit';
import { Refused } from '../../../core/sync/refusal';
import type { StartedRun, UpsertAnswer } from '../../../core/sync/run';
import type { RunKey, StartRequest, UpsertRequest } from '../../../sync/ports';
import type { Subject } from './subject';

/** What the stories of the contract do again and again. */

export const TENANT = { tenantId: '410387862', environment: 'production' };

export const CONSUMER = {
	workflowId: 'workflow-1',
	workflowName: 'Contact sync',
	nodeId: 'node-1',
	nodeName: 'ServiceTitan Trigger',
};

/** An instant in seconds after a fixed moment, long past. */
export const at = (seconds: number): string =>
	`${new Date(Date.UTC(2026, 2, 1, 12) + seconds * 1000).toISOString().slice(0, 19)}.0000000Z`;

/** The same as a column of the database has it. */
export const stored = (instant: string): string => instant.replace('0000000Z', '000000Z');

export const LONG_AGO = '2020-01-01T00:00:00.000000Z';

let workspaces = 0;

/** A workspace of its own for a story. */
export async function newWorkspace(subject: Subject, more: object = {}): Promise<string> {
	workspaces += 1;
	const workspaceId = `story-${workspaces}`;
	await subject.call('servicetitan_set_up_workspace', {
		p_workspace_id: workspaceId,
		p_tenant_id: TENANT.tenantId,
		p_environment: TENANT.environment,
		...more,
	});
	return workspaceId;
}

/** Starts a run of the Trigger. @returns its key and what it heard */
export async function start(
	subject: Subject,
	workspaceId: string,
	more: Partial<StartRequest> = {},
): Promise<{ key: RunKey; heard: StartedRun }> {
	const heard = await subject.runs.start({
		workspaceId,
		runId: randomUUID(),
		mode: 'incremental',
		source: 'trigger',
		consumer: CONSUMER,
		...TENANT,
		leaseMinutes: 10,
		...more,
	});
	return { key: { workspaceId: heard.workspace_id, runId: heard.run_id }, heard };
}

/** A run that was let die: its lease ran out a long time ago. */
export const letLeaseRunOut = async (subject: Subject, workspaceId: string): Promise<void> =>
	await subject.changeState(workspaceId, { lease_expires_at: LONG_AGO });

export const commit = (more: Partial<Commit> = {}): Commit =>
	({
		cursor_to: null,
		window: null,
		contact_token: null,
		delivered: { customer: {}, contact_method: {} },
		delivered_since: { customer: at(0), contact_method: null },
		gone: [],
		note: null,
		clock: null,
		...more,
	}) satisfies Commit;

/** A customer with a phone of its own, changed at second 0 and read a second later. */
export const row = (crm_id: string, more: Partial<ContactRow> = {}): ContactRow => ({
	crm_id,
	firstname: 'Ada',
	lastname: 'Lovelace',
	phone: `+1312555${crm_id.padStart(4, '0')}`,
	email: null,
	custom_fields: { type: 'Residential' },
	active: true,
	source_modified_on: at(0),
	source_read_at: at(1),
	...more,
});

export const write = async (
	subject: Subject,
	key: { workspaceId: string; runId: string | null },
	rows: Array<ContactRow | SetAside>,
	more: Partial<UpsertRequest> = {},
): Promise<UpsertAnswer> =>
	await subject.contacts.upsert({
		...key,
		batchId: randomUUID(),
		rows,
		link: true,
		skipWithoutContactMethods: true,
		dryRun: false,
		finish: 'never',
		workflowId: null,
		...more,
	});

/** `created`, `skipped: has no phone and no e-mail` … one line a row, in their order. */
export const spoken = ({ rows }: UpsertAnswer): string[] =>
	rows.map(({ outcome, reason }) => (reason ? `${outcome}: ${reason}` : outcome));

/** What a call that must be refused was told. */
export async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
	try {
		await call;
	} catch (thrown) {
		if (thrown instanceof Refused) return { code: thrown.code, ...thrown.facts };
		throw thrown;
	}
	throw new Error('It was not refused');
}
