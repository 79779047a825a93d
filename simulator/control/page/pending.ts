import { html } from 'hono/html';

import { Switches, type SwitchName } from '../../switches';
import type { World } from '../../world';
import { SWITCH_FORMS } from '../switchForms';

/** What is going wrong now: the faults that are on, the switches that were moved, the tokens. */
export const pending = ({ faults, switches, tokens }: World) =>
	html`${faultList(faults.pending)}
		<p class="quiet">
			${tokens.issued === 1 ? '1 token' : `${tokens.issued} tokens`} issued ·
			<button
				type="button"
				class="link"
				data-send="POST /control/tokens/expire"
				data-done="All tokens are refused from now on"
			>
				expire all
			</button>
			${moved(switches)}
		</p>`;

const faultList = ({ next, rates }: World['faults']['pending']) =>
	next.length + rates.length === 0
		? html`<p class="quiet">None is on.</p>`
		: html`<ul class="pending">
				${next.map(({ kind, left }) => html`<li><b>${kind}</b> for the next ${left}</li>`)}
				${rates.map(
					({ kind, probability }) =>
						html`<li>
							<b>${kind}</b> for
							${probability === 1 ? 'every request' : `${probability * 100} % of requests`}
						</li>`,
				)}
			</ul>`;

/** How many switches are not where they were at the start. */
function moved(switches: Switches) {
	const start = new Switches();
	const names = Object.keys(SWITCH_FORMS) as SwitchName[];
	const count = names.filter((name) => switches[name] !== start[name]).length;
	return count === 0 ? '' : html`<span class="badge warn">behaviour: ${count} changed</span>`;
}
