import { html, type Markup } from './markup';

const swatch = (content: Markup): Markup =>
	html`<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">${content}</svg>`;

const RUNS = html`<li>
		${swatch(
			html`<rect class="column" width="12" height="12" /><path
					class="failed-lines"
					d="M0 0 12 12M6 0 12 6M0 6 6 12M12 0 0 12M6 0 0 6M12 6 6 12"
				/>`,
		)}could
		not be written
	</li>
	<li>${swatch(html`<circle class="ran" cx="6" cy="6" r="2" />`)}runs came out well</li>
	<li>${swatch(html`<path class="broke" d="M2 2 10 10M10 2 2 10" />`)}a run failed</li>`;

/** What the columns and marks of a chart mean. @param runs  whether it shows runs, with what failed */
export const legend = (runs: boolean): Markup =>
	html`<ul class="legend">
		<li>${swatch(html`<rect class="column created-column" width="12" height="12" />`)}created</li>
		<li>
			${swatch(
				html`<rect class="column" width="12" height="12" /><path
						class="stripes"
						d="M0 8 8 0M2 14 14 2"
					/>`,
			)}updated
		</li>
		${runs ? RUNS : ''}
	</ul>`;
