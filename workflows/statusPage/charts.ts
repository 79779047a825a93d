import { drawn } from './chart';
import { counted, figure, type Clock } from './clock';
import { columnsOf, columnsOfHours, type Column, type Period } from './columns';
import { legend } from './legend';
import { html, type Markup } from './markup';
import type { Workspace } from './read';

const sum = (columns: Column[], name: 'created' | 'updated' | 'failed' | 'runs' | 'failedRuns') =>
	columns.reduce((total, column) => total + column[name], 0);

/** What the runs of a period wrote, and which of them failed. */
export function runsChart(workspace: Workspace, period: Period, clock: Clock): Markup {
	const columns = columnsOf(workspace.runs, period, clock);
	const runs = sum(columns, 'runs');
	const initial = workspace.runs.some(({ mode }) => mode === 'initial')
		? ' What an initial sync wrote is not drawn.'
		: '';
	if (runs === 0) return html`<p class="said">No run in this time.${initial}</p>`;
	const failed = sum(columns, 'failedRuns');
	const said = `${counted(runs, 'run')}, ${failed === 0 ? 'none' : figure(failed)} failed: ${inWords(columns)}, ${figure(sum(columns, 'failed'))} could not be written.`;
	const chart = {
		name: 'runs',
		title: 'What the runs wrote',
		description: said,
		columns,
		marks: true,
	};
	return html`<p class="said">${said}${initial}</p>
		${legend(true)}${drawn(chart)}${table(columns, true)}`;
}

/** When contacts were created and last updated, by anybody. */
export function hoursChart({ hours }: Workspace, clock: Clock): Markup {
	const columns = columnsOfHours(hours, clock);
	if (columns.length === 0)
		return html`<p class="said">The contacts cannot be counted by the hour.</p>`;
	const lately = `In the last ${counted(columns.length, 'hour')}`;
	if (sum(columns, 'created') + sum(columns, 'updated') === 0)
		return html`<p class="said">${lately} no contact was created or updated.</p>`;
	const said = `${lately}: ${inWords(columns)}.`;
	const chart = {
		name: 'hours',
		title: 'Contacts per hour',
		description: said,
		columns,
		marks: false,
	};
	return html`<p class="said">${said}</p>
		${legend(false)}${drawn(chart)}${table(columns, false)}`;
}

const inWords = (columns: Column[]): string =>
	`${counted(sum(columns, 'created'), 'contact')} created, ${figure(sum(columns, 'updated'))} updated`;

/** The same for whoever would rather read; stretches without anything are left out. */
function table(columns: Column[], runs: boolean): Markup {
	const busy = columns
		.filter((one) => one.runs + one.created + one.updated + one.failed > 0)
		.reverse();
	if (busy.length === 0) return html``;
	const more = ({ failed, runs: began, failedRuns }: Column) =>
		[failed, began, failedRuns].map((number) => html`<td class="number">${figure(number)}</td>`);
	return html`<details>
		<summary>As a table</summary>
		<div class="wide-table" role="region" aria-label="As a table" tabindex="0">
			<table>
				<thead>
					<tr>
						<th>Time</th>
						<th class="number">Created</th>
						<th class="number">Updated</th>
						${runs
							? html`<th class="number">Could not be written</th>
									<th class="number">Runs</th>
									<th class="number">Failed runs</th>`
							: ''}
					</tr>
				</thead>
				<tbody>
					${busy.map(
						(column) =>
							html`<tr>
								<th scope="row">${column.label}</th>
								<td class="number">${figure(column.created)}</td>
								<td class="number">${figure(column.updated)}</td>
								${runs ? more(column) : ''}
							</tr>`,
					)}
				</tbody>
			</table>
		</div>
	</details>`;
}
