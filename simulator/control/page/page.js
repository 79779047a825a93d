/* global document, location, FormData */

const part = (id) => document.getElementById(id);
const tenant = new URLSearchParams(location.search).get('tenant');
const address = (path, query = {}) =>
	`${path}?${new URLSearchParams({ ...query, ...(tenant && { tenant }) })}`;

for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin;

/** What each part was last filled with: filling it with the same again would only lose the focus. */
const filled = new WeakMap();

async function fill(element, path, query) {
	const reply = await fetch(address(path, query));
	const text = await reply.text();
	if (filled.get(element) === text) return;
	filled.set(element, text);
	element.innerHTML = text;
}

const fillPending = () => fill(part('pending'), '/control/parts/pending');
const fillLog = () => fill(part('log'), '/control/parts/log');

let noticeTimer;
function tell(words, refused = false) {
	const notice = part('notice');
	notice.textContent = words;
	notice.classList.toggle('refused', refused);
	notice.hidden = false;
	clearTimeout(noticeTimer);
	noticeTimer = setTimeout(() => (notice.hidden = true), 4000);
}

/** @param request a method and a path, e.g. `POST /control/faults` */
async function send(request, body, done) {
	const [method, path] = request.split(' ');
	const reply = await fetch(address(path), {
		method,
		...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const answer = await reply.json();
	if (!reply.ok) tell(answer.message ?? 'That did not work.', true);
	else if (done) tell(done);
	return reply.ok;
}

const typed = (form) =>
	Object.fromEntries(
		[...new FormData(form)].map(([name, value]) => [
			name,
			form.elements[name].type === 'number' ? Number(value) : value,
		]),
	);

async function refresh(element) {
	const customer = element.closest('.customer');
	if (customer) await refreshCustomer(customer);
	else await Promise.all([fillPending(), fillLog()]);
}

/** The row says what the editor just changed; the list keeps its order until it is searched again. */
async function refreshCustomer(customer) {
	const id = customer.dataset.customer;
	await fill(customer.querySelector('.editor'), `/control/parts/customers/${id}`);
	const found = document.createElement('div');
	await fill(found, '/control/parts/customers', { search: id });
	const fresh = found.querySelector(`[data-customer="${id}"] > summary`);
	if (fresh) customer.querySelector('summary').replaceWith(fresh);
}

document.addEventListener('submit', async (event) => {
	event.preventDefault();
	const form = event.target;
	if (form.id === 'fault') {
		const kind = form.elements.kind.value;
		const every = event.submitter.value === 'every';
		await send('POST /control/faults', { kind, ...(every ? { probability: 1 } : { count: 1 }) });
		await fillPending();
		return;
	}
	if (form.dataset.send && (await send(form.dataset.send, typed(form), form.dataset.done)))
		await refresh(form);
});

document.addEventListener('click', async (event) => {
	const button = event.target.closest('button[data-send]');
	if (!button || !(await send(button.dataset.send, undefined, button.dataset.done))) return;
	if (button.id === 'reset') location.reload();
	await refresh(button);
});

document.addEventListener('change', async (event) => {
	const { form, name, type, checked, value } = event.target;
	if (form?.id !== 'switches') return;
	const number = value === '' ? null : Number(value);
	const position = type === 'checkbox' ? checked : type === 'number' ? number : value;
	await send('PATCH /control/switches', { [name]: position }, 'Switched');
	await fillPending();
});

document.addEventListener(
	'toggle',
	(event) => {
		const customer = event.target;
		if (customer.matches?.('.customer') && customer.open)
			fill(
				customer.querySelector('.editor'),
				`/control/parts/customers/${customer.dataset.customer}`,
			);
	},
	true,
);

let searchTimer;
part('search').addEventListener('input', () => {
	clearTimeout(searchTimer);
	searchTimer = setTimeout(
		() => fill(part('customers'), '/control/parts/customers', { search: part('search').value }),
		200,
	);
});

/** Requests appear, and faults that were used up disappear, by themselves. */
async function watch() {
	try {
		await Promise.all([fillPending(), fillLog()]);
		part('live').className = 'quiet';
		part('live').textContent = 'live';
	} catch {
		part('live').className = 'quiet lost';
		part('live').textContent = 'the simulator does not answer';
	}
	setTimeout(watch, 1000);
}
watch();
