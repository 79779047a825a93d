import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

import type { Execution } from '../../../demo/n8n/N8nClient';
import type { ExecutionData } from '../../../demo/n8n/executionData';
import { startN8n, type RunningN8n } from '../../../demo/n8n/startN8n';
import type { Stage } from '../../../demo/stage/stage';
import { mainDatabase } from '../../../demo/supabase/names';
import { killKept } from '../../kills/support/killKept';
import { placeAlertingWorkflow, type Changes } from './alertingWorkflow';
import type { MailSink } from './mailSink';
import { openWebhookSink, type WebhookSink } from './webhookSink';
import { startTestStage } from './testStage';

type Outage = Parameters<Stage['supabase']['control']['setOutage']>[1];
type Read = Execution & { data: ExecutionData };

/** A rule of the user's own, which refuses one name and takes the others. */
const refusePoison = `
	create function refuse_poison() returns trigger language plpgsql as $$
	begin
		if new.lastname = 'Poison' then raise exception 'no poison here'; end if;
		return new;
	end $$;
	create trigger refuse_poison before insert or update on contacts
	for each row execute function refuse_poison()`;

/** The main workflow in a real n8n, somebody who hears its alerts, and what may go wrong. */
export class AlertScene {
	private workflowId = '';
	private n8n: RunningN8n;

	private constructor(
		readonly stage: Stage,
		readonly sink: WebhookSink,
	) {
		this.n8n = stage.n8n;
	}

	static async open(): Promise<AlertScene> {
		const stage = await startTestStage({ customers: 20 });
		await stage.sql.unsafe(refusePoison);
		return new AlertScene(stage, await openWebhookSink());
	}

	async close(): Promise<void> {
		this.sink.close();
		await this.n8n.stop();
		await this.stage.stop();
	}

	/** n8n goes, by kill -9 or in order, and comes back where it was. */
	async restart(how: 'kill' | 'stop'): Promise<void> {
		await (how === 'kill' ? killKept(this.n8n) : this.n8n.stop());
		this.n8n = await startN8n(this.stage.place, this.n8n.log);
	}

	/** Publishes the workflow, its alerts coming here unless told otherwise. @returns its id */
	async publish(changes: Changes = { webhookAddress: this.sink.url }): Promise<string> {
		this.workflowId = await placeAlertingWorkflow(this.stage, changes);
		return this.workflowId;
	}

	/** A mailbox, and the credential of its server as a person stores it. */
	async mailTo({ port }: MailSink): Promise<NonNullable<Changes['mail']>> {
		const data = { user: '', password: '', host: '127.0.0.1', port, secure: false };
		const stored = await this.stage.client.storeCredentials([
			{
				name: 'Mail',
				type: 'smtp',
				data: { ...data, disableStartTls: true },
			},
		]);
		const credential = stored.smtp;
		if (!credential) throw new Error('n8n did not keep the credential of the mail server.');
		return { to: 'owner@example.com', credential };
	}

	/** Nothing was heard, and the workflow does not remember to have told anything. */
	async forget(): Promise<void> {
		// What is heard is noted only when its execution ends: one that still runs would bring the memory back.
		await until('the end of all executions', async () => {
			const all = await this.stage.client.executions(this.workflowId, 20);
			return all.every(({ status }) => status !== 'running' && status !== 'new');
		});
		const database = postgres(this.stage.place.database, { max: 1 });
		await database`update workflow_entity set "staticData" = null where id = ${this.workflowId}`;
		await database.end();
		// Nor does the database; and what went wrong before is no longer the last that happened.
		await this.stage.sql`delete from servicetitan_sync_incidents`;
		await this.stage.sql`
			update servicetitan_sync_runs set finished_at = finished_at - interval '1 day', started_at = started_at - interval '1 day'
			where status = 'failed'`;
		Object.assign(this.sink, { texts: [], answer: 200, requests: 0 });
	}

	outage(wanted: Outage): Promise<void> {
		return this.stage.supabase.control.setOutage(mainDatabase, wanted);
	}

	enable(enabled: boolean): Promise<unknown> {
		return this.stage.sql`update servicetitan_sync_state set sync_enabled = ${enabled}`;
	}

	/** As if the ten minutes had gone by in which whoever took on an alert has to tell it. */
	tenMinutesLater(): Promise<unknown> {
		return this.stage
			.sql`update servicetitan_sync_incidents set telling_until = now() where telling_until is not null`;
	}

	/** Gives one of the customers another name: something for the next poll. @returns the customer's id */
	rename(place: number, name = `Robin ${Date.now()}`): number {
		const { simulator } = this.stage.serviceTitan;
		const id = Number(
			simulator
				.customers()
				.filter(({ active }) => active)
				.at(place)?.id,
		);
		simulator.editCustomer(id, { name, type: 'Residential' });
		return id;
	}

	runByHand(): Promise<Read> {
		return this.stage.client.runByHand(this.workflowId, 'Start by Hand');
	}

	/** The ids of the executions in which a node has run. */
	async idsWith(node: string): Promise<Set<string>> {
		return new Set((await this.executionsWith(node)).map(({ id }) => id));
	}

	/** Waits until the watchdog has looked so many times more, and come to its end each time. */
	async looked(times: number): Promise<void> {
		const before = await this.idsWith('Check Every 15 Minutes');
		await until(`${times} looks of the watchdog`, async () => {
			const all = await this.executionsWith('Check Every 15 Minutes');
			const since = all.filter(({ id, status }) => !before.has(id) && status === 'success');
			return since.length >= times;
		});
	}

	/** Waits until an execution in which a node ran has come to a good end, other than those before. */
	async newExecutionWith(node: string, before: Set<string>): Promise<Read> {
		let found: Read | undefined;
		await until(`a new execution with ${node}`, async () => {
			const all = await this.executionsWith(node);
			found = all.find(({ id, status }) => !before.has(id) && status === 'success');
			return found !== undefined;
		});
		return found as unknown as Read;
	}

	private async executionsWith(node: string): Promise<Read[]> {
		const all = await this.stage.client.executions(this.workflowId, 50);
		const read = await Promise.all(all.map(({ id }) => this.stage.client.execution(id)));
		return read.filter(({ data }) => data.nodes.includes(node));
	}
}

/** @throws when it has not come within a minute and a half */
export async function until(what: string, come: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + 90_000;
	while (!(await come())) {
		if (Date.now() > end) throw new Error(`It did not come: ${what}`);
		await sleep(500);
	}
}
