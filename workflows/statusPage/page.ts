import { queryIn, addressOf, type Query } from './address';
import { Clock } from './clock';
import { detail } from './detail';
import { html, Markup } from './markup';
import { overview, worst } from './overview';
import { workspaceIn } from './read';
import { LETTERS, sign } from './sign';
import { verdictOn, type Level } from './verdict';

type Json = Record<string, unknown>;

export interface Given {
	/** What Get Status gave, one for each workspace; or why it gave nothing. */
	items: Json[];
	/** Of the page's address. */
	query: Json;
	/** Milliseconds since 1970, and the workflow's time zone. */
	now: number;
	zone: string;
	look: Look;
}

export interface Look {
	css: string;
	/** Of the style sheet, as a Content-Security-Policy names it: `sha256-…`. Nothing else may style the page. */
	cssHash: string;
}

/** The status page. @returns the HTML, and the HTTP code to answer with */
export function page({ items, query: asked, now, zone, look }: Given): {
	html: string;
	code: number;
} {
	const query = queryIn(asked);
	const [{ error, description, refusal } = {} as Json] = items;
	if (error !== undefined) {
		const found = refusal === 'unknown_workspace' ? 404 : 503;
		const words = [String(error), String(description ?? '')];
		return {
			code: found,
			html: whole({ ...unreadable(words), query, clock: new Clock(now, [zone]), look }),
		};
	}
	const workspaces = items.map(workspaceIn).filter(({ id }) => id !== '');
	const [only, ...others] = workspaces;
	const zones = others.length === 0 ? [only?.zone ?? null, zone] : [zone];
	const clock = new Clock(workspaces[0]?.now ?? now, zones);
	const judged = workspaces.map((workspace) => ({
		workspace,
		verdict: verdictOn(workspace, clock),
	}));
	const [one] = judged;
	if (one === undefined) return { code: 200, html: whole({ ...NOBODY, query, clock, look }) };
	if (judged.length > 1) {
		const shown = {
			level: worst(judged),
			title: 'ServiceTitan sync',
			content: overview(judged, query, clock),
		};
		return { code: 200, html: whole({ ...shown, query, clock, look }) };
	}
	const content = detail(one.workspace, one.verdict, query, clock);
	const title = `ServiceTitan sync · ${one.workspace.id}`;
	return {
		code: 200,
		html: whole({ level: one.verdict.level, title, content, query, clock, look }),
	};
}

interface Shown {
	level: Level;
	title: string;
	content: Markup;
}

const banner = (level: Level, headline: string, lines: string[]): Markup =>
	html`<section class="banner ${level}">
		${sign(level)}
		<div>
			<p class="headline">${headline}</p>
			${lines.map((line) => html`<p>${line}</p>`)}
		</div>
	</section>`;

const unreadable = (words: string[]): Shown => ({
	level: 'problem',
	title: 'ServiceTitan sync',
	content: banner('problem', 'Cannot be read', words),
});

const NOBODY: Shown = {
	level: 'none',
	title: 'ServiceTitan sync',
	content: banner('none', 'Not set up yet', [
		'No workspace is set up. ServiceTitan Sync → Set Up Workspace does it.',
	]),
};

/** n8n sets a policy of its own as a header and drops ours; what stands in the page holds as well. */
const policy = (hash: string): string =>
	`default-src 'none'; style-src '${hash}'; base-uri 'none'; form-action 'none'`;

function whole({
	level,
	title,
	content,
	query,
	clock,
	look,
}: Shown & { query: Query; clock: Clock; look: Look }) {
	const refresh =
		query.refresh > 0 ? html`<meta http-equiv="refresh" content="${query.refresh}" />` : '';
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="${policy(look.cssHash)}" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="robots" content="noindex" />
				<meta name="referrer" content="no-referrer" />
				${refresh}
				<title>${LETTERS[level]} ${title}</title>
				${new Markup(`<style>${look.css}</style>`)}
			</head>
			<body>
				<header>
					<h1>${title}</h1>
					<p>
						${clock.day(clock.now)}, ${clock.time(clock.now)} (${clock.zone}) ·
						<a href="${addressOf(query)}">Load anew</a>${query.workspace === ''
							? ''
							: html` · <a href="?">All workspaces</a>`}
					</p>
				</header>
				<main>${content}</main>
			</body>
		</html> `.text;
}
