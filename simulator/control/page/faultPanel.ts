import { html } from 'hono/html';

import { FAULT_KINDS } from '../../faults/fault';
import type { SwitchName } from '../../switches';
import type { World } from '../../world';
import { SWITCH_FORMS, type SwitchForm } from '../switchForms';
import { pending } from './pending';

/** What can be made to go wrong, what is going wrong, and how this ServiceTitan behaves. */
export const faultPanel = (world: World) =>
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
		<div id="pending">${pending(world)}</div>
		<details>
			<summary>Behaviour</summary>
			<form id="switches">
				${Object.entries(SWITCH_FORMS).map(([name, form]) =>
					switchField(name, form, world.switches[name as SwitchName]),
				)}
			</form>
			<button
				type="button"
				class="plain"
				id="reset"
				data-send="DELETE /control/switches"
				data-done="As at the start"
			>
				Back to the start
			</button>
		</details>`;

function switchField(name: string, form: SwitchForm, value: unknown) {
	if (form.kind === 'flag')
		return html`<label class="switch"
			>${form.label} <input type="checkbox" name="${name}" ${value ? 'checked' : ''}
		/></label>`;
	if (form.kind === 'number')
		return html`<label class="switch"
			>${form.label} <input type="number" name="${name}" value="${String(value)}"
		/></label>`;
	if (form.kind === 'limit')
		return html`<label class="switch"
			>${form.label}
			<input
				type="number"
				name="${name}"
				placeholder="no limit"
				value="${value === Infinity ? '' : String(value)}"
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
