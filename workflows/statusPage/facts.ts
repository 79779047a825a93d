import { figure, lasting, type Clock } from './clock';
import { html, type Content, type Markup } from './markup';
import type { Workspace } from './read';

const fact = (name: string, value: Content, more: Content): Markup =>
	html`<div class="fact">
		<dt>${name}</dt>
		<dd><strong>${value}</strong><span>${more}</span></dd>
	</div>`;

const NEVER = '–';

/** What one asks first, each with its answer. */
export const facts = (workspace: Workspace, clock: Clock): Markup =>
	html`<dl class="facts">
		${lastGood(workspace, clock)}${nextRun(workspace, clock)}${cursor(workspace, clock)}${duration(
			workspace,
		)}
		${fact('Contacts', figure(workspace.contacts), 'in Supabase')}
		${fact(
			'Cannot be written',
			figure(workspace.failing),
			workspace.failing === 0 ? 'all of them are' : 'customers, tried again with each run',
		)}
	</dl>`;

function lastGood({ lastSuccessAt: at }: Workspace, clock: Clock): Markup {
	if (at === null) return fact('Last good run', NEVER, 'none so far');
	return fact('Last good run', clock.from(at), clock.moment(at));
}

function nextRun(workspace: Workspace, clock: Clock): Markup {
	const { nextDueAt: at, enabled, hasHours, runs, running } = workspace;
	if (running)
		return fact(
			'Next run',
			'now',
			`one is going on since ${running.since === null ? 'some time' : clock.moment(running.since)}`,
		);
	if (!enabled) return fact('Next run', NEVER, 'the sync is switched off');
	if (at === null || runs.length === 0) return fact('Next run', NEVER, 'none is due');
	if (at > clock.now) return fact('Next run', clock.from(at), clock.moment(at));
	const waits = hasHours ? '' : ', in the hours of its workflow';
	return fact('Next run', 'due', `since ${clock.moment(at)}${waits}`);
}

function cursor({ cursorAt: at }: Workspace, clock: Clock): Markup {
	if (at === null) return fact('Read up to', NEVER, 'nothing was read so far');
	const behind = clock.now - at;
	return fact(
		'Read up to',
		behind < 60_000 ? 'now' : `${lasting(behind)} behind`,
		`changes until ${clock.moment(at)}`,
	);
}

function duration({ averageMs, longestMs }: Workspace): Markup {
	if (averageMs === null) return fact('A run takes', NEVER, 'none has ended well');
	return fact(
		'A run takes',
		lasting(averageMs),
		`on average, ${lasting(longestMs ?? averageMs)} at most`,
	);
}
