import type { RowOutcome } from '../core/contact/contactRow';
import { ended } from '../core/ended';
import { explain, type Explanation } from '../core/sync/explanation/explain';
import type { CustomerNow, Known } from '../core/sync/explanation/evidence';
import { asked, type AsSentence } from './asked';
import { customerNow } from './customerNow';
import type { CustomerEvidence, KnownBy, Ports } from './ports';
import { writeRows } from './writeRows';

export type ExplainPorts = Pick<Ports, 'serviceTitan' | 'contacts' | 'clock' | 'parsePhone'> & {
	evidence: CustomerEvidence;
	asSentence: AsSentence;
};

export interface ExplainRequest {
	workspaceId: string;
	crmId: number;
	lookbackSeconds: number;
	link: boolean;
	skipWithoutContactMethods: boolean;
	/** Whether to write the customer, outside of any run, before it is explained. */
	syncItNow: boolean;
}

/** What came of writing it now. */
export type Synced = Pick<RowOutcome, 'outcome' | 'reason' | 'changed'>;

export interface Explained extends Explanation {
	/** `null` where nobody asked for that. */
	synced: Synced | null;
}

/**
 * Why a customer is or is not in contacts. What one of the services does not say is a question without an answer, and
 * no failure: the other one still has something to say.
 * @throws Refused where the workspace is not there
 */
export async function explainCustomer(
	ports: ExplainPorts,
	request: ExplainRequest,
): Promise<Explained> {
	const { workspaceId, crmId, lookbackSeconds } = request;
	const evidenceBy = async (known: KnownBy) =>
		await asked(
			ports.asSentence,
			async () => await ports.evidence(workspaceId, String(crmId), known),
		);
	const before = await evidenceBy({});
	const newestReadAt = ('known' in before && before.known.newest_read_at) || undefined;
	const serviceTitan = await asked(
		ports.asSentence,
		async () => await customerNow(ports, crmId, newestReadAt),
	);
	const write = async (dryRun: boolean) =>
		'known' in before ? await writeNow(ports, request, { serviceTitan, dryRun }) : before;
	const synced = request.syncItNow ? outcomeOf(await write(false)) : null;
	const trial = await write(true);
	const database = 'known' in before ? await evidenceBy(knownBy(serviceTitan, trial)) : before;
	const evidence = { crmId: String(crmId), database, serviceTitan, trial, lookbackSeconds };
	return withSynced(explain(evidence), synced);
}

const NOTHING_TO_WRITE = {
	unknown: {
		found: 'There is nothing to write: ServiceTitan does not know the customer.',
		toDo: '',
	},
};

/** By the code that runs use, outside of any run; dry, all of it is taken back. */
async function writeNow(
	ports: ExplainPorts,
	{ workspaceId, link, skipWithoutContactMethods }: ExplainRequest,
	{ serviceTitan, dryRun }: { serviceTitan: Known<CustomerNow | null>; dryRun: boolean },
): Promise<Known<RowOutcome>> {
	if (!('known' in serviceTitan)) return serviceTitan;
	const { known: now } = serviceTitan;
	if (now === null) return NOTHING_TO_WRITE;
	const options = { workspaceId, link, skipWithoutContactMethods, dryRun };
	return await asked(ports.asSentence, async () => {
		const { rows } = await writeRows(ports, [now.row], {
			...options,
			runId: null,
			finish: 'never',
			workflowId: null,
		});
		const [outcome] = rows;
		if (!outcome) throw new Error('Supabase gave no outcome for the row');
		return outcome;
	});
}

const outcomeOf = (written: Known<RowOutcome>): Synced => {
	if (!('known' in written)) return { outcome: 'failed', reason: written.unknown.found };
	const { outcome, reason, changed } = written.known;
	return { outcome, reason: reason ?? null, changed: changed ?? [] };
};

/** What contacts are to be looked for beside the customer's own. */
function knownBy(serviceTitan: Known<CustomerNow | null>, trial: Known<RowOutcome>): KnownBy {
	if (!('known' in serviceTitan) || serviceTitan.known === null) return {};
	const { customer, row } = serviceTitan.known;
	return {
		...('set_aside' in row ? {} : { phone_forms: row.phone_forms, email: row.email }),
		merged_to: customer.mergedToId || null,
		elsewhere: 'known' in trial && trial.known.outcome === 'failed',
	};
}

const WORDS: Record<RowOutcome['outcome'], string> = {
	created: 'It was written just now: a new contact.',
	updated: 'It was written just now.',
	unchanged: 'It was read just now; there was nothing to write.',
	linked: 'It was written just now, to a contact that had been typed in by hand.',
	skipped: 'It was read just now, and not written',
	failed: 'It could not be written just now',
};

function withSynced(explanation: Explanation, synced: Synced | null): Explained {
	if (synced === null) return { ...explanation, synced };
	const words = WORDS[synced.outcome];
	const said = words.endsWith('.')
		? words
		: `${words}: ${ended(synced.reason ?? 'nobody said why')}`;
	return { ...explanation, message: `${said} ${explanation.message}`, synced };
}
