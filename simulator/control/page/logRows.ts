import { html } from 'hono/html';

import type { LogEntry } from '../../log';

/** The latest requests, newest first. */
export const logRows = (entries: LogEntry[]) =>
	entries.length === 0
		? html`<p class="quiet">No request yet.</p>`
		: html`<table>
				<tbody>
					${entries.map(row)}
				</tbody>
			</table>`;

const row = (entry: LogEntry) =>
	html`<tr class="${mood(entry.status)}">
		<td class="quiet time">${entry.at.slice(11, 19)}</td>
		<td class="status">${entry.status === 0 ? '···' : entry.status}</td>
		<td class="what">
			<b>${entry.method}</b> ${shortPath(entry.path)}<span class="quiet"
				>${search(entry.search)}</span
			>
		</td>
		<td class="quiet rows">
			${entry.fault ? html`<span class="badge warn">${entry.fault}</span>` : ''}
			${entry.rows === undefined ? '' : `${entry.rows} rows`}
		</td>
		<td class="quiet ms">${entry.ms} ms</td>
	</tr>`;

/** The part of the path that tells: without the version and the tenant. */
const shortPath = (path: string): string => path.replace(/^\/(\w+)\/v2\/tenant\/\d+/, '');

/** As it was sent, but for the signs that only make it hard to read; an encoded plus stays to be seen. */
const search = (text: string): string =>
	text === '' ? '' : `?${text.replaceAll('%3A', ':').replaceAll('%2C', ',')}`;

const mood = (status: number): string => (status >= 200 && status < 300 ? 'good' : 'bad');
