/** An incident as the database gives it when it is to be told. */
export interface Incident {
	incident_id: string;
	workspace_id: string;
	kind: string;
	/** It begins, it still goes on, or it is over. */
	event: 'opened' | 'still' | 'resolved';
	text: string;
	to_do: string | null;
	over: string | null;
	opened_at: string | null;
}

/** A message for people, ready to be sent. */
export interface Alert {
	incidentId: string;
	workspaceId: string;
	kind: string;
	event: Incident['event'];
	/** For e-mail. */
	subject: string;
	/** All of it as plain text: what an e-mail, or a webhook other than Slack's, shows. */
	text: string;
	/** Slack's Block Kit. */
	blocks: object[];
}

const HEADINGS = {
	opened: 'Something is wrong with the ServiceTitan sync',
	still: 'Still wrong with the ServiceTitan sync',
	resolved: 'Over: the ServiceTitan sync is fine again',
};

const SIGNS = {
	opened: ':red_circle:',
	still: ':large_orange_circle:',
	resolved: ':large_green_circle:',
};

/** Slack takes 3,000 characters a section; nobody reads as many. */
const MOST = 2_000;

/** Puts an incident into a message: a heading, what it is, what to do, since when. */
export function alertOf(incident: Incident): Alert {
	const { event, to_do, opened_at } = incident;
	const isOver = event === 'resolved';
	const words = clipped(isOver ? (incident.over ?? incident.text) : incident.text);
	const toDo = isOver ? '' : clipped(to_do ?? '');
	const since = opened_at ? `since ${opened_at.slice(0, 16).replace('T', ' ')} UTC` : '';
	return {
		incidentId: incident.incident_id,
		workspaceId: incident.workspace_id,
		kind: incident.kind,
		event,
		subject: `ServiceTitan sync ${incident.workspace_id}: ${isOver ? 'over' : event === 'still' ? 'still wrong' : 'wrong'} (${inWords(incident.kind)})`,
		text: [`${HEADINGS[event]} (${since})`, words, toDo && `What to do: ${toDo}`]
			.filter(Boolean)
			.join('\n'),
		blocks: [
			section(`${SIGNS[event]} *${HEADINGS[event]}*`),
			section(escaped(words)),
			...(toDo ? [section(`*What to do:* ${escaped(toDo)}`)] : []),
			{ type: 'context', elements: [markdown(`${inWords(incident.kind)}, ${since}`)] },
		],
	};
}

const section = (text: string) => ({ type: 'section', text: markdown(text) });
const markdown = (text: string) => ({ type: 'mrkdwn', text });

/** Slack reads these three as its own. */
const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const clipped = (text: string): string =>
	text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;

/** "rowsFailing" → "rows failing" */
const inWords = (kind: string): string =>
	kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
