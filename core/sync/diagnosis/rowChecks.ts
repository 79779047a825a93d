import type { Check, Evidence } from './evidence';
import { ok, problem, warning, type Judgement } from './item';
import { judged, valueOf } from './known';
import type { RunSeen, StateSeen } from './stateSeen';
import { clock, counted, grouped, sentences } from './words';

export const rowChecks: Check[] = [
	{ check: 'failingRows', name: 'Rows that fail', judge: failingRows },
	{ check: 'handedOut', name: 'Handed out, never written', judge: handedOut },
	{ check: 'volume', name: 'Size of the runs', judge: volume },
];

function failingRows({ facts }: Evidence): Judgement {
	return judged(facts, ({ failing, gone, reasons }) => {
		const left =
			gone > 0 &&
			`${counted(gone, 'customer')} that could not be written ${gone === 1 ? 'is' : 'are'} no longer in ServiceTitan.`;
		if (failing === 0) return ok(sentences('No row fails.', left));
		const why = reasons.map(
			({ reason, rows, crm_ids }) =>
				`${grouped(rows)} because: ${reason} (e.g. customer ${crm_ids.join(', ')})`,
		);
		return warning(
			sentences(`${counted(failing, 'customer')} cannot be written: ${why.join('; ')}.`, left),
			'Correct the customer in ServiceTitan, or the rule on the table contacts that refuses it. They are tried again by themselves, less and less often; ServiceTitan Sync → Explain Customer tries one at once. All of them: the table servicetitan_sync_failures.',
		);
	});
}

const BETWEEN =
	'Look for a filter, or a node that removes "sync", between ServiceTitan Trigger and Supabase Contact Upsert. To leave customers out on purpose use Write When in the options of Supabase Contact Upsert. They are read again by the next run.';

function handedOut({ state, facts }: Evidence): Judgement {
	return judged(state, (seen) => {
		const waits = valueOf(facts)?.waiting ?? 0;
		const many = counted(waits, 'customer');
		if (waits > 0 && seen.lease_expired)
			return problem(`The open run handed out customers, and ${many} never arrived.`, BETWEEN);
		const lost = lostOnes(seen);
		if (lost)
			return warning(
				`The run that began at ${clock(lost.started_at)} handed out ${counted(lost.handed_out, 'customer')}, ${grouped(lost.remaining)} never written.`,
				BETWEEN,
			);
		return ok(
			waits > 0 ? `${many} of the run that is open are on their way.` : 'Nothing is on its way.',
		);
	});
}

/** The newest run that lost any, unless one that handed out customers came to its end since. */
function lostOnes({ last_runs }: StateSeen): RunSeen | undefined {
	const [newest] = last_runs.filter(
		({ handed_out, status }) => handed_out > 0 && status !== 'running',
	);
	return newest && newest.status === 'failed' && newest.remaining > 0 ? newest : undefined;
}

/** The night's changes come in one run, so that one of them may well be twenty times as large as the others. */
const FAR_MORE = 20;
const FEW = 1000;

function volume({ state }: Evidence): Judgement {
	return judged(state, ({ last_runs, contacts }) => {
		const runs = last_runs.filter(
			({ mode, status }) => mode === 'incremental' && status.startsWith('completed'),
		);
		const [biggest, ...others] = [...runs].sort((a, b) => changed(b) - changed(a));
		if (!biggest || others.length < 2)
			return ok('There are too few runs yet to tell what is usual.');
		const usual = changed(others[Math.floor(others.length / 2)] ?? biggest);
		const most = changed(biggest);
		const said = `The biggest of the last ${runs.length} incremental runs changed ${counted(most, 'contact')} (${clock(biggest.started_at)}), half of the others ${grouped(usual)} or fewer.`;
		if (most < FEW || most <= FAR_MORE * Math.max(usual, 1)) return ok(said);
		return warning(
			sentences(said, contacts > 0 && `There are ${grouped(contacts)} in all.`),
			'Was there an import or a bulk edit in ServiceTitan, or did the sync catch up after an outage? Then all is well: only real changes are written. If not, look at what was changed in servicetitan_recent_contacts.',
		);
	});
}

const changed = ({ created, updated, linked }: RunSeen): number => created + updated + linked;
