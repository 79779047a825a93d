/* global $, $input */
const methods = new Map();
for (const { json } of $input.all())
	for (const method of json.data) {
		const known = methods.get(method.customerId);
		if (known) known.push(method);
		else methods.set(method.customerId, [method]);
	}

const phoneOf = (own) => {
	const found =
		own.find(({ type }) => type === 'MobilePhone') ?? own.find(({ type }) => type === 'Phone');
	const digits = (found?.value ?? '').replace(/\D/g, '');
	if (digits.length === 10) return `+1${digits}`;
	return digits.length === 11 && digits.startsWith('1') ? `+${digits}` : (found?.value ?? null);
};

const nameOf = ({ name, type }) => {
	const words = (name ?? '').trim().split(/\s+/);
	if (type === 'Commercial' || words.length < 2) return { firstname: null, lastname: name };
	return { firstname: words.slice(0, -1).join(' '), lastname: words.at(-1) };
};

const now = new Date().toISOString();
const customers = $('Customers')
	.all()
	.flatMap(({ json }) => json.data);
const rows = customers.map((customer) => {
	const own = methods.get(customer.id) ?? [];
	const { street, unit, city, state, zip, country } = customer.address ?? {};
	return {
		workspace_id: 'WORKSPACE',
		crm_id: String(customer.id),
		...nameOf(customer),
		phone: phoneOf(own),
		email: own.find(({ type }) => type === 'Email')?.value.toLowerCase() ?? null,
		metadata: {
			custom_fields: {
				customerType: customer.type,
				balance: customer.balance,
				address: { street, unit, city, state, zip, country },
				tags: customer.tagTypeIds,
				doNotMail: customer.doNotMail,
				doNotService: customer.doNotService,
				taxExempt: customer.taxExempt,
				nationalAccount: customer.nationalAccount,
				active: customer.active,
				mergedTo: customer.mergedToId,
				customerCreatedOn: customer.createdOn,
			},
		},
		source_modified_on: customer.modifiedOn,
		updated_at: now,
	};
});
// A customer that can neither be called nor written to is no contact.
return rows.filter(({ phone, email }) => phone || email).map((json) => ({ json }));
