import { z } from 'zod';

import type { AddEndpoint } from '../http/app';
import { readBody } from '../http/body';
import type { Call } from '../http/endpoint';
import { invalid, missing, Problem } from '../http/problem';
import { findCustomer } from '../tenant/customerEdits';
import { addTags, isTagType, removeTags } from '../tenant/tagEdits';
import { customerOf } from './customers';

const bulk = z.object({
	customerIds: z.array(z.number().int()).min(1, 'At least one customer is required.'),
	tagTypeIds: z.array(z.number().int()).min(1, 'At least one tag is required.'),
});

export function tagRoutes(add: AddEndpoint): void {
	add('POST', '/customers/:id/tags/:tagTypeId', ['tn.crm.customers:w', tagOne]);
	add('DELETE', '/customers/:id/tags/:tagTypeId', ['tn.crm.customers:w', untagOne]);
	add('PUT', '/tags', ['tn.crm.tags:w', (call) => changeMany(call, addTags)]);
	add('DELETE', '/tags', ['tn.crm.tags:w', (call) => changeMany(call, removeTags)]);
}

function tagOne(call: Call) {
	const tagTypeId = call.id('tagTypeId');
	const { id, tagTypeIds } = customerOf(call);
	if (!isTagType(tagTypeId)) throw missing('Tag type', tagTypeId);
	const isThere = tagTypeIds.includes(tagTypeId);
	if (isThere && !call.world.switches.tagTwice)
		throw new Problem(409, `Customer ID = ${id} has tag type ${tagTypeId} already`);
	return { customerId: id, tagTypeIds: addTags(call.tenant, id, [tagTypeId]).tagTypeIds };
}

function untagOne(call: Call): void {
	const tagTypeId = call.id('tagTypeId');
	const customer = customerOf(call);
	if (!customer.tagTypeIds.includes(tagTypeId)) throw missing('Tag type', tagTypeId);
	removeTags(call.tenant, customer.id, [tagTypeId]);
}

/** PUT and DELETE /tags: all or nothing, and all at one instant. */
function changeMany({ body, tenant }: Call, change: typeof addTags): void {
	const { customerIds, tagTypeIds } = readBody(bulk, body);
	const unknown = customerIds.filter((id) => !findCustomer(tenant, id));
	if (unknown.length > 0)
		throw invalid({ customerIds: [`There are no customers ${unknown.join(', ')}.`] });
	if (!tagTypeIds.every(isTagType))
		throw invalid({ tagTypeIds: ['Some of these tag types do not exist.'] });
	tenant.clock.atOneInstant(() => {
		for (const id of new Set(customerIds)) change(tenant, id, tagTypeIds);
	});
}
