import { html } from 'hono/html';

import type { FoundCustomer } from '../customerSearch';
import { readableTime } from './readableTime';

/** The customers found; each opens to be edited. */
export const customerList = ({ total, customers }: { total: number; customers: FoundCustomer[] }) =>
	html`${customers.map(customerRow)}
		<p class="quiet more">
			${total === 0
				? 'Nobody is found. Part of a name, a number or an address is enough.'
				: `${customers.length} of ${total.toLocaleString('en-US')}, the last changed first`}
		</p>`;

const customerRow = (customer: FoundCustomer) =>
	html`<details class="customer" data-customer="${customer.id}">
		<summary>
			<span class="name">${customer.name}</span>
			<span class="badges">${badges(customer)}</span>
			<span class="reach">${reach(customer)}</span>
			<span class="when quiet">${readableTime(customer.modifiedOn)}</span>
		</summary>
		<div class="editor"></div>
	</details>`;

const badges = ({ type, active, mergedToId }: FoundCustomer) => [
	type === 'Commercial' ? html`<span class="badge">Commercial</span>` : '',
	mergedToId
		? html`<span class="badge warn">merged</span>`
		: active
			? ''
			: html`<span class="badge warn">inactive</span>`,
];

function reach({ contacts }: FoundCustomer) {
	const [first, ...others] = contacts;
	if (!first) return html`<span class="quiet">no phone, no e-mail</span>`;
	return html`${first.value}${others.length > 0
		? html` <span class="quiet">+${others.length}</span>`
		: ''}`;
}
