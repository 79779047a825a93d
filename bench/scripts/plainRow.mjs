/** A customer as a row, as plainly as the worker of old made it. */
export function rowOf(customer, methods, workspaceId) {
	const own = methods.filter(({ customerId }) => customerId === customer.id);
	const words = customer.name.trim().split(/\s+/);
	const isPerson = customer.type !== 'Commercial' && words.length > 1;
	return {
		workspace_id: workspaceId,
		crm_id: String(customer.id),
		firstname: isPerson ? words.slice(0, -1).join(' ') : null,
		lastname: isPerson ? words.at(-1) : customer.name,
		phone: own.find(({ type }) => type.endsWith('Phone'))?.value ?? null,
		email: own.find(({ type }) => type === 'Email')?.value.toLowerCase() ?? null,
		metadata: {
			custom_fields: {
				customerType: customer.type,
				balance: customer.balance,
				address: customer.address,
				tags: customer.tagTypeIds,
				doNotMail: customer.doNotMail,
				doNotService: customer.doNotService,
				active: customer.active,
				customerCreatedOn: customer.createdOn,
			},
		},
		source_modified_on: customer.modifiedOn,
		updated_at: new Date().toISOString(),
	};
}
