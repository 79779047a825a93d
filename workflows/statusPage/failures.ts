import { counted, figure, type Clock } from './clock';
import { html, type Markup } from './markup';
import type { Run, Workspace } from './read';
import { modeInWords } from './tables';

/** The latest of a kind. */
const MOST = 8;

/** Why runs failed, the same reason once; and customers that cannot be written, each with its reason. */
export function failures({ runs, failing, failingRows }: Workspace, clock: Clock): Markup {
	const reasons = reasonsOf(runs);
	const rows = failingRows.slice(0, MOST);
	if (reasons.length === 0 && rows.length === 0)
		return html`<p class="said">${allWell(runs.length)}</p>`;
	const hidden = failing - rows.length;
	return html`<ul class="failures">
			${reasons.slice(0, MOST).map((one) => reason(one, clock))}
			${rows.map(
				({ crmId, reason, attempts, at }) =>
					html`<li>
						<strong>Customer ${crmId}:</strong> ${reason}
						<span class="when"
							>tried ${times(attempts)}${at === null ? '' : `, at ${clock.moment(at)}`}</span
						>
					</li>`,
			)}
		</ul>
		${hidden > 0
			? html`<p class="said">
					${counted(hidden, 'more customer')} in the table servicetitan_sync_failures.
				</p>`
			: ''}`;
}

const allWell = (runs: number): string => {
	if (runs === 0) return 'No run has failed.';
	return runs === 1 ? 'The one run came out well.' : `None of ${counted(runs, 'run')} failed.`;
};

interface Reason {
	mode: string;
	failure: string;
	times: number;
	last: number;
}

/** The newest first, as the runs are. */
function reasonsOf(runs: Run[]): Reason[] {
	const known = new Map<string, Reason>();
	for (const { mode, status, failure, startedAt } of runs) {
		if (status !== 'failed') continue;
		const words = failure ?? 'It did not say why.';
		const key = `${mode} ${words}`;
		const { times, last } = known.get(key) ?? { times: 0, last: startedAt };
		known.set(key, { mode, failure: words, times: times + 1, last });
	}
	return [...known.values()];
}

const reason = ({ mode, failure, times: often, last }: Reason, clock: Clock): Markup =>
	html`<li>
		<strong>${modeInWords(mode)} failed:</strong> ${failure}
		<span class="when"
			>${often === 1
				? `at ${clock.moment(last)}`
				: `${times(often)}, last at ${clock.moment(last)}`}</span
		>
	</li>`;

const times = (amount: number): string => (amount === 1 ? 'once' : `${figure(amount)} times`);
