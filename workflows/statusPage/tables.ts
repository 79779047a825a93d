import { figure, lasting, type Clock } from './clock';
import { html, type Markup } from './markup';
import type { Run, Workspace } from './read';

/** The latest: all of them are in the table servicetitan_sync_runs. */
const MOST = 10;

const MODES: Record<string, string> = {
	incremental: 'Sync',
	initial: 'Initial sync',
	reconciliation: 'Reconciliation',
};

export const modeInWords = (mode: string): string => MODES[mode] ?? mode;

const STATUSES: Record<string, string> = {
	completed: '✓ well',
	completed_with_failures: '! not all written',
	failed: '✕ failed',
	running: '… going on',
};

/** The last runs one by one. */
export function lastRuns({ runs }: Workspace, clock: Clock): Markup {
	if (runs.length === 0) return html`<p class="said">There are none yet.</p>`;
	return html`<div class="wide-table" role="region" aria-label="Last runs" tabindex="0">
		<table>
			<thead>
				<tr>
					<th>Began</th>
					<th class="less">What</th>
					<th>Came out</th>
					<th class="number less">Read</th>
					<th class="number">Created</th>
					<th class="number">Updated</th>
					<th class="number less">Skipped</th>
					<th class="number">Not written</th>
					<th class="number less">Took</th>
				</tr>
			</thead>
			<tbody>
				${runs.slice(0, MOST).map((run) => runRow(run, clock))}
			</tbody>
		</table>
	</div>`;
}

const runRow = (run: Run, clock: Clock): Markup =>
	html`<tr>
		<th scope="row">${clock.moment(run.startedAt)}</th>
		<td class="less">${modeInWords(run.mode)}</td>
		<td>${STATUSES[run.status] ?? run.status}</td>
		<td class="number less">${figure(run.fetched)}</td>
		<td class="number">${figure(run.created)}</td>
		<td class="number">${figure(run.updated)}</td>
		<td class="number less">${figure(run.skipped)}</td>
		<td class="number">${figure(run.failed)}</td>
		<td class="number less">
			${run.finishedAt === null ? '' : lasting(run.finishedAt - run.startedAt)}
		</td>
	</tr>`;
