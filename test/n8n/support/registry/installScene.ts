import { N8nClient } from '../../../../demo/n8n/N8nClient';
import type { RunningN8n } from '../../../../demo/n8n/startN8n';
import { startN8n } from '../../../../demo/n8n/startN8n';
import type { CredentialLinks } from '../../../../demo/n8n/storeCredentials';
import type { Workflow } from '../../../../demo/n8n/workflow';
import { demoCredentials } from '../../../../demo/stage/credentials';
import type { Services } from '../../../../demo/stage/stage';
import { startServices } from '../../../../demo/stage/startServices';
import { Undo } from '../../../../demo/stage/undo';
import { createChance } from '../../../../simulator/chance';
import { Ledger } from '../../../kills/support/ledger';
import { until } from '../../../kills/support/until';
import { startEmptyN8n, temporaryData } from './emptyN8n';
import { installerOf } from './installer';
import type { LocalRegistry } from './localRegistry';

/** A real n8n without the package, a registry that will have it, and a sync that must not notice what is installed when. */
export class InstallScene {
	/** The n8n that runs now. */
	n8n: RunningN8n;

	private constructor(
		private readonly undo: Undo,
		private readonly services: Services,
		private readonly place: Parameters<typeof startN8n>[0],
		readonly registry: LocalRegistry,
		readonly client: N8nClient,
		readonly ledger: Ledger,
		n8n: RunningN8n,
	) {
		this.n8n = n8n;
	}

	static async open(): Promise<InstallScene> {
		const undo = new Undo();
		try {
			const data = temporaryData(undo);
			const services = await startServices(data, undo, { customers: 0, durable: false });
			const { n8n, place, registry } = await startEmptyN8n(data, services.supabase, undo);
			const person = { email: 'new@example.com', firstName: 'New', lastName: 'User' };
			const client = await N8nClient.connect(n8n.url, { ...person, password: data.password });
			const ledger = new Ledger(services.serviceTitan.simulator, createChance(7));
			return new InstallScene(undo, services, place, registry, client, ledger, n8n);
		} catch (cause) {
			await undo.all();
			throw cause;
		}
	}

	close(): Promise<void> {
		return this.undo.all();
	}

	get installer(): ReturnType<typeof installerOf> {
		return installerOf(this.client.call);
	}

	/** n8n takes credentials only of types that it has: after the installation. */
	storeCredentials(): Promise<CredentialLinks> {
		const { serviceTitan, supabase } = this.services;
		return this.client.storeCredentials(
			demoCredentials({ serviceTitan: serviceTitan.account, supabase }),
		);
	}

	async publish(workflow: Workflow & { id: string }): Promise<void> {
		const { versionId } = await this.client.saveWorkflow(workflow);
		await this.client.publish(workflow.id, versionId);
	}

	async restartN8n(): Promise<void> {
		await this.n8n.stop();
		this.n8n = await startN8n(this.place, this.n8n.log);
		const { n8n } = this;
		this.undo.later(() => n8n.stop());
	}

	/** A customer that gets a new date of change and nothing else. */
	touch(id: number): void {
		this.services.serviceTitan.simulator.touch(id);
	}

	/** The whole table, and where the sync stands. */
	async database(): Promise<{ contacts: unknown[]; states: unknown[] }> {
		const { sql } = this.services;
		const contacts = await sql`select * from contacts order by crm_id::bigint`;
		const states = await sql`select * from servicetitan_sync_state`;
		return { contacts: [...contacts], states: [...states] };
	}

	/** Waits until everything ServiceTitan holds has arrived and no run is open. */
	caughtUp(): Promise<void> {
		const { sql } = this.services;
		const come = async () => {
			const rows = await sql`
				select crm_id, firstname, lastname, phone, email from contacts order by crm_id::bigint`;
			const [state] = await sql`select run_id from servicetitan_sync_state`;
			const same = JSON.stringify([...rows]) === JSON.stringify(this.ledger.expected());
			return same && state?.run_id === null;
		};
		return until('contacts equal to ServiceTitan', come, { patience: 90_000 });
	}

	/** What a workflow's node handed out so far, over all executions, oldest first. */
	async handedOut<T>(workflowId: string, node: string): Promise<T[]> {
		const all = await this.client.executions(workflowId, 100);
		const read = await Promise.all(all.reverse().map(({ id }) => this.client.execution(id)));
		return read.flatMap(({ data }) => data.output<T>(node));
	}
}
