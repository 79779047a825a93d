import { addressOf, type Query } from './address';
import { hoursChart, runsChart } from './charts';
import type { Clock } from './clock';
import { PERIODS, type Period } from './columns';
import { facts } from './facts';
import { failures } from './failures';
import { html, type Markup } from './markup';
import type { Workspace } from './read';
import { sign } from './sign';
import { lastRuns } from './tables';
import type { Finding, Verdict } from './verdict';

const PERIOD_WORDS: Record<Period, string> = { day: '24 hours', week: '7 days', all: 'All' };

/** Everything of one workspace, what matters most first. */
export const detail = (
	workspace: Workspace,
	verdict: Verdict,
	query: Query,
	clock: Clock,
): Markup =>
	html` ${banner(verdict, workspace, clock)} ${facts(workspace, clock)}
		<section>
			<div class="head">
				<h2>Runs</h2>
				<nav aria-label="Period">${PERIODS.map((period) => periodLink(period, query))}</nav>
			</div>
			${runsChart(workspace, query.period, clock)}
		</section>
		<section>
			<h2>Contacts per hour</h2>
			${hoursChart(workspace, clock)}
		</section>
		<section>
			<h2>Last failures</h2>
			${failures(workspace, clock)}
		</section>
		<section>
			<h2>Last runs</h2>
			${lastRuns(workspace, clock)}
		</section>`;

const periodLink = (period: Period, query: Query): Markup =>
	period === query.period
		? html`<a class="chosen" aria-current="true" href="${addressOf({ ...query, period })}"
				>${PERIOD_WORDS[period]}</a
			>`
		: html`<a href="${addressOf({ ...query, period })}">${PERIOD_WORDS[period]}</a>`;

/** How it is, in one glance. */
function banner(
	{ level, headline, findings }: Verdict,
	workspace: Workspace,
	clock: Clock,
): Markup {
	const { running } = workspace;
	const well =
		findings.length > 0
			? ''
			: html`<p>
					${running
						? `A run is going on${running.by ? `, started by ${running.by}` : ''}. ${running.progress ?? ''}`
						: 'Runs come out well, and no incident is open.'}
				</p>`;
	return html`<section class="banner ${level}">
		${sign(level)}
		<div>
			<p class="headline">${headline}</p>
			${well}
			${findings.length > 0
				? html`<ul class="findings">
						${findings.map((one) => finding(one, clock))}
					</ul>`
				: ''}
		</div>
	</section>`;
}

const finding = ({ text, toDo, since }: Finding, clock: Clock): Markup =>
	html`<li>
		<p>
			${text}${since === null ? '' : html` <span class="when">since ${clock.moment(since)}</span>`}
		</p>
		${toDo === null ? '' : html`<p class="to-do">${toDo}</p>`}
	</li>`;
