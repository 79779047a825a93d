import { html } from 'hono/html';

import { CONTACT_TYPES, type ContactReply } from '../../tenant/contact';
import type { CustomerReply } from '../../tenant/customer';
import type { NoteReply } from '../../tenant/note';
import { readableTime } from './readableTime';

interface Beside {
	contacts: ContactReply[];
	notes: NoteReply[];
}

/** One customer opened. A form names its request in `data-send`; page.js sends what is typed as JSON. */
export const customerEditor = (customer: CustomerReply, { contacts, notes }: Beside) => {
	const path = `/control/customers/${customer.id}`;
	return html`<p class="quiet facts">
			Id ${customer.id} · modified ${readableTime(customer.modifiedOn)} · balance
			${customer.balance.toFixed(2)}${customer.mergedToId
				? ` · merged into ${customer.mergedToId}`
				: ''}
		</p>
		<form data-send="PATCH ${path}" data-done="Name saved">
			<label
				><span class="kind">Name</span> <input name="name" value="${customer.name}" required
			/></label>
			<button>Save</button>
		</form>
		<form data-send="POST ${path}/notes" data-done="Note added">
			<label
				><span class="kind">Note</span>
				<input name="text" placeholder="e.g. Asked for a call back" required
			/></label>
			<button>Add note</button>
		</form>
		<h3>Phones and e-mail</h3>
		${contacts.map((contact) => contactForm(path, contact))}
		<form data-send="POST ${path}/contacts" data-done="Contact method added" class="contact">
			<select name="type" aria-label="Kind">
				${CONTACT_TYPES.map((type) => html`<option>${type}</option>`)}
			</select>
			<input
				name="value"
				placeholder="e.g. (512) 555-0143"
				aria-label="New contact method"
				required
			/>
			<button>Add</button>
		</form>
		<h3>Whole record</h3>
		<form data-send="POST ${path}/merge" data-done="Merged">
			<label
				><span class="kind">Merge into</span>
				<input name="intoId" inputmode="numeric" placeholder="Id of the one that stays" required
			/></label>
			<button>Merge</button>
		</form>
		<form data-send="PATCH ${path}" data-done="Balance saved">
			<label
				><span class="kind">Balance</span>
				<input name="balance" type="number" step="0.01" value="${customer.balance}" required
			/></label>
			<button>Save</button>
		</form>
		<p>
			<button
				type="button"
				data-send="POST ${path}/${customer.active ? 'deactivate' : 'reactivate'}"
				data-done="${customer.active ? 'Deactivated' : 'Active again'}"
			>
				${customer.active ? 'Deactivate' : 'Make active again'}
			</button>
		</p>
		${notes.length > 0
			? html`<h3>Notes</h3>
					<ul class="notes">
						${notes.map(note)}
					</ul>`
			: ''}`;
};

const contactForm = (path: string, { id, type, value }: ContactReply) =>
	html`<form data-send="PATCH ${path}/contacts/${id}" data-done="${type} changed" class="contact">
		<span class="kind">${type}</span>
		<input name="value" value="${value}" aria-label="${type}" required />
		<button>Save</button>
		<button
			type="button"
			class="danger"
			data-send="DELETE ${path}/contacts/${id}"
			data-done="${type} removed"
		>
			Remove
		</button>
	</form>`;

const note = ({ text, createdOn }: NoteReply) =>
	html`<li>${text} <span class="quiet">${readableTime(createdOn)}</span></li>`;
