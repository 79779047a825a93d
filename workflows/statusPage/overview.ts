import { addressOf, type Query } from './address';
import { counted, type Clock } from './clock';
import { html, type Markup } from './markup';
import type { Workspace } from './read';
import { sign } from './sign';
import { LEVELS, type Verdict } from './verdict';

export interface Judged {
	workspace: Workspace;
	verdict: Verdict;
}

/** Many workspaces, a line each, the worst first. */
export function overview(all: Judged[], query: Query, clock: Clock): Markup {
	const wrong = all.filter(({ verdict }) => ['problem', 'warning'].includes(verdict.level)).length;
	const sorted = [...all].sort(
		(a, b) => LEVELS.indexOf(b.verdict.level) - LEVELS.indexOf(a.verdict.level),
	);
	return html`<section class="banner ${worst(all)}">
			${sign(worst(all))}
			<div>
				<p class="headline">
					${wrong === 0 ? 'All well' : `${wrong} of ${counted(all.length, 'workspace')} to look at`}
				</p>
				<p>${wrong === 0 ? counted(all.length, 'workspace') : 'The worst come first.'}</p>
			</div>
		</section>
		<section>
			<h2>Workspaces</h2>
			<div class="wide-table" role="region" aria-label="Workspaces" tabindex="0">
				<table>
					<thead>
						<tr>
							<th>Workspace</th>
							<th>How it is</th>
							<th>Last good run</th>
							<th>Read up to</th>
							<th class="number">Not written</th>
						</tr>
					</thead>
					<tbody>
						${sorted.map((one) => line(one, query, clock))}
					</tbody>
				</table>
			</div>
		</section>`;
}

/** Of those that are switched on purpose nobody need be told here. */
export const worst = (all: Judged[]): Verdict['level'] =>
	[...LEVELS]
		.reverse()
		.find((level) => level !== 'off' && all.some(({ verdict }) => verdict.level === level)) ?? 'ok';

function line({ workspace, verdict }: Judged, query: Query, clock: Clock): Markup {
	const { id, lastSuccessAt, cursorAt, failing } = workspace;
	const href = addressOf({ ...query, workspace: id });
	const why = verdict.findings[0]?.text ?? '';
	return html`<tr>
		<th scope="row"><a href="${href}">${id}</a></th>
		<td>
			<div class="how">
				${sign(verdict.level)}<span
					><strong>${verdict.headline}</strong>${why === '' ? '' : html`<br />${why}`}</span
				>
			</div>
		</td>
		<td>${lastSuccessAt === null ? '–' : clock.from(lastSuccessAt)}</td>
		<td>${cursorAt === null ? '–' : clock.moment(cursorAt)}</td>
		<td class="number">${failing}</td>
	</tr>`;
}
