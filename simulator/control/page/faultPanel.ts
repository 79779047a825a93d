import { html } from 'hono/html';

import { FAULT_KINDS } from '../../faults/fault';
import { Switches, type SwitchName } from '../../switches';
import type { World } from '../../world';
import { SWITCH_FORMS, type SwitchForm } from '../switchForms';

/** What is going wrong now, what can be made to, and how this ServiceTitan behaves. */
export const faultPanel = ({ faults, switches, tokens }: World) =>
	html`<div class="bar">
			<h2>Faults</h2>
			<button
				type="button"
				class="plain"
				data-send="DELETE /control/faults"
				data-done="No faults any more"
			>
				Clear
			</button>
		</div>
		<form id="fault" class="fault">
			<select name="kind" aria-label="Fault">
				${Object.entries(FAULT_KINDS).map(
					([kind, words]) => html`<option value="${kind}">${kind} – ${words}</option>`,
				)}
			</select>
			<button name="how" value="next">Next request</button>
			<button name="how" value="every">Every request</button>
		</form>
		${pending(faults.pending)}
		<p class="quiet">
			${tokens.issued} tokens issued ·
			<button
				type="button"
				class="link"
				data-send="POST /control/tokens/expire"
				data-done="All tokens are refused from now on"
			>
				expire all
			</button>
		</p>
		<details>
			<summary>Behaviour${changed(switches)}</summary>
			<form id="switches">
				${Object.entries(SWITCH_FORMS).map(([name, form]) =>
					switchField(name, form, switches[name as SwitchName]),
				)}
			</form>
			<button
				type="button"
				class="plain"
				data-send="DELETE /control/switches"
				data-done="As at the start"
			>
				Back to the start
			</button>
		</details>`;

const pending = ({ next, rates }: World['faults']['pending']) =>
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
function changed(switches: Switches) {
	const start = new Switches();
	const names = Object.keys(SWITCH_FORMS) as SwitchName[];
	const count = names.filter((name) => switches[name] !== start[name]).length;
	return count === 0 ? '' : html` <span class="badge warn">${count} changed</span>`;
}

function switchField(name: string, form: SwitchForm, value: unknown) {
	if (form.kind === 'flag')
		return html`<label class="switch"
			><input type="checkbox" name="${name}" ${value ? 'checked' : ''} /> ${form.label}</label
		>`;
	if (form.kind === 'number')
		return html`<label class="switch"
			>${form.label} <input type="number" name="${name}" value="${String(value)}"
		/></label>`;
	return html`<label class="switch"
		>${form.label}
		<select name="${name}">
			${form.choices.map(
				(choice) => html`<option ${choice === value ? 'selected' : ''}>${choice}</option>`,
			)}
		</select></label
	>`;
}
