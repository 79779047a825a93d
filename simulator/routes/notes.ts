import { z } from 'zod';

import type { AddEndpoint } from '../http/app';
import { filled, readBody } from '../http/body';
import type { Call } from '../http/endpoint';
import { pageOf, readPaging, readRange, within } from '../http/listing';
import { missing } from '../http/problem';
import { noteReply } from '../tenant/note';
import { addNote, removeNote } from '../tenant/noteEdits';
import { customerOf } from './customers';

const newNote = z.object({
	text: filled,
	pinToTop: z.boolean().nullish(),
	addToLocations: z.boolean().nullish(),
});

export function noteRoutes(add: AddEndpoint): void {
	add('GET', '/customers/:id/notes', ['tn.crm.customers:r', list]);
	add('POST', '/customers/:id/notes', ['tn.crm.customers:w', create]);
	add('DELETE', '/customers/:id/notes/:noteId', ['tn.crm.customers:w', remove]);
}

function list(call: Call) {
	const { query, tenant, world } = call;
	const paging = readPaging(query, world.switches);
	const [modified, created] = [readRange(query, 'modified'), readRange(query, 'created')];
	query.check();
	const { id } = customerOf(call);
	const found = tenant.notes
		.inOrder('id', tenant.clock.now())
		.filter(
			({ row }) =>
				row.customerId === id && within(row.modifiedOn, modified) && within(row.createdOn, created),
		);
	return pageOf(found, paging, { switches: world.switches, reply: noteReply });
}

function create(call: Call) {
	const { text, pinToTop } = readBody(newNote, call.body);
	return noteReply(addNote(call.tenant, customerOf(call).id, text, pinToTop ?? false));
}

function remove(call: Call): void {
	const noteId = call.id('noteId');
	if (!removeNote(call.tenant, customerOf(call).id, noteId)) throw missing('Note', noteId);
}
