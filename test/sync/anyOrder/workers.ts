import { toContactRow } from '../../../core/contact/contact';
import { RequestFailed } from '../../../core/failure';
import { Refused } from '../../../core/sync/refusal';
import { handOut } from '../../../sync/handOut';
import type { Clock, ContactRow, Ports } from '../../../sync/ports';
import type { Change } from '../../../sync/readChanges';
import { runIncremental } from '../../../sync/runIncremental';
import { runInitial } from '../../../sync/runInitial';
import { runReconciliation } from '../../../sync/runReconciliation';
import { writeRows, type WriteRequest } from '../../../sync/writeRows';
import { CredentialIncomplete } from '../../../transport/serviceTitan/account';
import { inWords } from '../../../transport/inWords';
import { contactIdsOf, contactsOf } from '../../../transport/supabase/contacts';
import { runsOf } from '../../../transport/supabase/runs';
import { stagedMethodsOf } from '../../../transport/supabase/stagedMethods';
import { parsePhone } from '../../../transport/vendor/phoneNumber';
import type { Finish, Offered, Settings } from './action';
import type { Gates } from './gates';
import type { ReadCounts } from './readCounts';
import { CONSUMER, runRequest } from './runRequest';
import type { SimulatedServiceTitan } from './serviceTitan';
import type { WayToSupabase } from './supabase';

/** Customers on their way from a trigger to the upsert. */
export interface HandOut {
	runId: string;
	waiting: Change[];
	/** How many were handed out at first. */
	all: Change[];
}

interface Scene {
	gates: Gates;
	serviceTitan: SimulatedServiceTitan;
	supabase: WayToSupabase;
	reads: ReadCounts;
	clock: Clock;
	workspaceId: string;
	told: (line: string) => void;
	/** Ended by neither a good end nor a failure the product knows. */
	wrong: (what: string) => void;
}

/** The executions of all n8n workers: each goes on only as the gates let it. */
export class Workers {
	readonly handOuts: HandOut[] = [];
	/** What was ever handed out, as n8n keeps it in its executions. Oldest first. */
	readonly executions: HandOut[] = [];
	/** Customers that the last poll or run brought. */
	lastBrought = 0;
	private readonly alive = new Set<string>();
	private count = 0;

	constructor(private readonly scene: Scene) {}

	get names(): string[] {
		return [...this.alive];
	}

	/** Killed: it hears and does nothing any more. */
	crash(name: string): void {
		this.alive.delete(name);
		this.scene.gates.drop(name);
	}

	poll(settings: Settings): void {
		this.begin('poll', async (ports) => {
			const { runId, changes } = await handOut(ports, {
				...runRequest(settings, { workspaceId: this.scene.workspaceId, source: 'trigger' }),
				triggerOn: 'createdOrUpdated',
				maxCustomers: settings.maxCustomers,
				hasTime: () => true,
			});
			this.lastBrought = changes.length;
			if (changes.length > 0) this.keep({ runId, waiting: [...changes], all: changes });
			return `handed out ${changes.length}`;
		});
	}

	run(settings: Settings): void {
		this.begin('run', async (ports) => {
			const summary = await runIncremental(ports, {
				...runRequest(settings, { workspaceId: this.scene.workspaceId, source: 'sync' }),
				link: true,
				skipWithoutContactMethods: true,
			});
			this.lastBrought = summary.fetched;
			return summary.message;
		});
	}

	/** The initial sync, or a part of it, in batches of a few customers. */
	copy(settings: Settings, how: { handBackAfter: number; again: boolean }): void {
		this.begin('copy', async (ports) => {
			const { message } = await runInitial(ports, { ...this.wholeRequest(settings), ...how });
			return message;
		});
	}

	reconcile(settings: Settings): void {
		this.begin('reconcile', async (ports) => {
			const { message } = await runReconciliation(ports, this.wholeRequest(settings));
			return message;
		});
	}

	deliver(runId: string, changes: Change[], finish: Finish): void {
		this.upsert(changes, { runId, finish, workflowId: CONSUMER.workflowId });
	}

	/** As the upsert takes items that have lost their `sync`, all of it or all but when they were read. */
	offerAgain(changes: Change[], { readAt, workflow }: Offered): void {
		const left = readAt
			? changes
			: changes.map((change) => ({ ...change, readAt: undefined, newerByReading: false }));
		const workflowId = workflow === 'same' ? CONSUMER.workflowId : 'w2';
		this.upsert(left, { runId: null, finish: 'never', workflowId });
	}

	finish(runId: string): void {
		const key = { workspaceId: this.scene.workspaceId, runId };
		this.begin('finishRun', async ({ runs }) => {
			const { outcome } = await runs.finish(key, { when: 'now' });
			return outcome;
		});
	}

	fail(runId: string): void {
		const key = { workspaceId: this.scene.workspaceId, runId };
		this.begin('failRun', async ({ runs }) => {
			await runs.fail(key, 'interrupted', 'An execution failed.');
			return 'recorded';
		});
	}

	private wholeRequest(settings: Settings) {
		return {
			...runRequest(settings, { workspaceId: this.scene.workspaceId, source: 'sync' }),
			link: true,
			skipWithoutContactMethods: true,
			batchSize: 2,
			isStopped: () => false,
		};
	}

	private keep(handOut: HandOut): void {
		this.handOuts.push(handOut);
		this.executions.push(handOut);
	}

	private upsert(
		changes: Change[],
		to: Pick<WriteRequest, 'runId' | 'finish' | 'workflowId'>,
	): void {
		const rows: ContactRow[] = changes.map((change) => toContactRow(change, parsePhone));
		this.begin(to.runId === null ? 'upsert again' : 'upsert', async (ports) => {
			const answer = await writeRows(ports, rows, {
				...to,
				workspaceId: this.scene.workspaceId,
				link: true,
				skipWithoutContactMethods: true,
				dryRun: false,
			});
			return answer.rows.map(({ crm_id, outcome }) => `${crm_id} ${outcome}`).join(', ');
		});
	}

	private begin(what: string, work: (ports: Ports) => Promise<string>): void {
		const name = `${what} ${++this.count}`;
		this.alive.add(name);
		const { told, wrong } = this.scene;
		void this.portsOf(name)
			.then(work)
			.then(
				(end) => told(`    ${name} ends: ${end}`),
				(failure: unknown) => {
					told(`    ${name} ends: ${inWords(failure)}`);
					const known = [RequestFailed, Refused, CredentialIncomplete].some(
						(kind) => failure instanceof kind,
					);
					if (!known) wrong(`${name} ended with ${String((failure as Error).stack ?? failure)}`);
				},
			)
			.finally(() => this.alive.delete(name));
	}

	private async portsOf(name: string): Promise<Ports> {
		const { serviceTitan, supabase, reads, clock } = this.scene;
		let runId = '';
		const call = supabase.for(name, clock);
		const runs = runsOf(call);
		return {
			serviceTitan: reads.counting(await serviceTitan.connect(name, clock), () => runId),
			runs: {
				...runs,
				start: async (request) => {
					({ runId } = request);
					return await runs.start(request);
				},
			},
			contacts: {
				// Who watches wants each row's outcome, also where the run only counts.
				upsert: async (request) => await contactsOf(call).upsert({ ...request, brief: false }),
			},
			contactIds: contactIdsOf(call),
			stagedMethods: stagedMethodsOf(call),
			clock,
			parsePhone,
			inWords,
		};
	}
}
