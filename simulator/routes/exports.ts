import type { AddEndpoint } from '../http/app';
import type { Call } from '../http/endpoint';
import { Problem } from '../http/problem';
import type { Query } from '../http/query';
import type { Switches } from '../switches';
import { contactExportReply } from '../tenant/contact';
import { customerReply } from '../tenant/customer';
import { readBatch } from '../tenant/exportStream';
import { readFrom, writeToken, type Position } from '../tenant/exportToken';
import type { Row, Table } from '../tenant/table';
import type { Tenant } from '../tenant/tenant';

/** What one export is made of. */
interface Stream<R extends Row> {
	name: string;
	table: (tenant: Tenant) => Table<R>;
	reply: (row: R, switches: Switches) => unknown;
}

export function exportRoutes(add: AddEndpoint): void {
	add('GET', '/export/customers', [
		'tn.crm.customers:r',
		exportOf({ name: 'customers', table: ({ customers }) => customers, reply: customerReply }),
	]);
	add('GET', '/export/customers/contacts', [
		'tn.crm.customers:r',
		exportOf({ name: 'contacts', table: ({ contacts }) => contacts, reply: contactExportReply }),
	]);
}

/** `from` alone says where to begin; every filter of the lists is ignored like any unknown parameter. */
const exportOf =
	<R extends Row>({ name, table, reply }: Stream<R>) =>
	({ query, tenant, world: { switches, clock } }: Call) => {
		if (!switches.exportPermitted) throw new Problem(403, 'Scope validation failed.');
		const now = clock.now();
		const includeRecentChanges = query.flag('includeRecentChanges') && switches.exportRecent;
		const position = readPosition(name, { query, switches, now });
		query.check();
		const { rows, hasMore, next } = readBatch(table(tenant), {
			position: position ?? { after: 0 },
			includeRecentChanges,
			repeatRecent: switches.exportRepeats,
			batchSize: switches.exportBatchSize,
			lagMs: switches.exportLagMs,
			now,
		});
		return {
			hasMore,
			continueFrom: writeToken(name, next, now),
			data: rows.map((row) => reply(row, switches)),
		};
	};

/** Where the export is to go on. A token can be refused although it was right once. */
function readPosition(
	stream: string,
	{ query, switches, now }: { query: Query; switches: Switches; now: number },
): Position | undefined {
	const from = query.text('from');
	const start = readFrom(stream, from);
	if (!start)
		return query.refuse('from', `'${from}' is neither a date nor a token of this export.`);
	const { issuedAt, ...position } = start;
	if (issuedAt === undefined) return switches.exportDateKept ? position : undefined;
	if (switches.exportTokensRefused || now - issuedAt >= switches.exportTokenLife)
		return query.refuse('from', 'The continuation token is not valid any more.');
	return position;
}
