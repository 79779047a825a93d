import type { ServiceTitanSimulator } from '../../../simulator';
import type { ContactRow } from '../../../sync/ports';
import type { Backend, StoredContact } from './backend';
import type { ClockSteps } from './clockSteps';
import { imageOf, mayBeMissed, type Circumstances } from './expected';
import type { RunLedger } from './runLedger';
import type { Heard } from './supabase';
import type { Truth } from './truth';
import { UnknownAge } from './unknownAge';
import type { HandOut } from './workers';

interface Listeners {
	simulator: ServiceTitanSimulator;
	backend: Backend;
	ledger: RunLedger;
	clockSteps: ClockSteps;
	truth: Truth;
	circumstances: Circumstances;
	handOuts: HandOut[];
	wrong: (what: string) => void;
}

/** Listens to what passes between the workers and Supabase, and judges it at once. */
export class Overheard {
	/** Batches that were answered: one that comes again is answered with its first outcomes. */
	private readonly batches = new Set<string>();
	/** Runs that a person moved the cursor under. */
	private readonly overruled = new Set<string>();
	/** Runs that somebody took over from, as far as the call under way knows. */
	private dead = new Set<string>();
	private readonly ages = new UnknownAge();
	/** The contacts before the batch under way. */
	private stored: StoredContact[] = [];

	constructor(private readonly scene: Listeners) {}

	async before({ name, args }: Pick<Heard, 'name' | 'args'>): Promise<void> {
		if (name === 'servicetitan_upsert_contacts') this.stored = await this.scene.backend.contacts();
		const runs = await this.scene.backend.runs();
		this.dead = new Set(
			runs.filter(({ status }) => status === 'failed').map(({ run_id }) => run_id),
		);
		const ends = name === 'servicetitan_finish_run' || name === 'servicetitan_upsert_contacts';
		if (ends) await this.noteLeftOut(name, args);
	}

	/** A run that is finished on purpose leaves out what it handed out and nobody wrote. */
	private async noteLeftOut(name: string, args: Record<string, unknown>): Promise<void> {
		const options = args.p_options as { finish?: string } | undefined;
		const now = name === 'servicetitan_finish_run' ? args.p_when : options?.finish;
		const runId = String(args.p_run_id);
		const handedOut = this.scene.handOuts.find((one) => one.runId === runId);
		if (now !== 'now' || !handedOut) return;
		const missing = new Set(await this.scene.backend.awaited(runId));
		const arriving = (args.p_rows ?? []) as Array<{ crm_id: string }>;
		for (const { crm_id } of arriving) missing.delete(crm_id);
		if (missing.size > 0) this.scene.ledger.leave(runId, missing.size);
		for (const { customer, contacts } of handedOut.all)
			if (missing.has(String(customer.id)))
				mayBeMissed(this.scene.circumstances, customer.id, imageOf(customer, contacts ?? []));
	}

	async after(heard: Heard): Promise<void> {
		this.scene.ledger.hear(heard);
		this.scene.clockSteps.hear(heard);
		this.checkFence(heard);
		const batch = String(heard.args.p_batch_id);
		if (heard.name !== 'servicetitan_upsert_contacts' || this.batches.has(batch)) return;
		this.batches.add(batch);
		const answer = heard.answer as { rows?: Array<{ crm_id: string; outcome: string }> };
		const stored = await this.scene.backend.contacts();
		const rows = (heard.args.p_rows as ContactRow[]) ?? [];
		answer.rows?.forEach(({ crm_id, outcome }, index) => {
			const row = rows[index];
			const written = stored.find((one) => one.crm_id === crm_id);
			const before = this.stored.find((one) => one.crm_id === crm_id);
			const ofRun = heard.args.p_run_id !== null;
			const mayBeOld = row !== undefined && this.ages.hear({ row, outcome, before, ofRun });
			if (written && ['created', 'updated', 'linked'].includes(outcome))
				this.checkAge(written, mayBeOld);
			if (row && outcome === 'linked')
				this.scene.circumstances.handMade.checkLink(row, rows, this.stored);
		});
	}

	/** Call when a person moves the cursor while this run goes on. */
	overrule(runId: string | null): void {
		if (runId !== null) this.overruled.add(runId);
	}

	/** A run that is over, because another took its place, must do nothing; a person's cursor must stay. */
	private checkFence({ name, args, answer }: Heard): void {
		const runId = String(args.p_run_id);
		const said = answer as { outcome?: string; run?: { cursor_to?: unknown; run?: unknown } };
		const again = this.batches.has(String(args.p_batch_id));
		const acted = ['ok', 'finished', 'waiting'].includes(said.outcome ?? '') && !again;
		if (acted && this.dead.has(runId)) this.scene.wrong(`${name} was carried out for a dead run`);
		const run = (said.outcome === 'finished' ? said.run : said.run?.run) as typeof said.run;
		const moved = run?.cursor_to !== undefined && run.cursor_to !== null;
		if (moved && this.overruled.has(runId))
			this.scene.wrong('the cursor that a person had set was moved on');
	}

	/** @param mayBeOld  nobody could tell how old its phone and e-mail are: they stay until the customer changes */
	private checkAge(written: StoredContact, mayBeOld: boolean): void {
		const { truth, wrong } = this.scene;
		if (mayBeOld) truth.mayGoBack(written);
		if (mayBeOld) this.mayStay(written.crm_id);
		const older = truth.olderThanBefore(written);
		if (older) wrong(older);
	}

	/** Until it changes, this customer may stay as it is stored. */
	private mayStay(crmId: string | null): void {
		const { simulator, circumstances } = this.scene;
		const now = simulator.customers().find(({ id }) => String(id) === crmId);
		if (now) mayBeMissed(circumstances, now.id, imageOf(now, simulator.contactsOf(now.id)));
	}
}
