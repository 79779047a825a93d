import type { Database } from './database';
import { textOf, type JsonObject } from './json';

const SOME = 10_000;
const MOST = 50_000;

/** servicetitan_list_crm_ids: the ServiceTitan ids of a workspace's contacts, some thousands at a time. */
export function listCrmIds({ tables }: Database, args: JsonObject): JsonObject {
	const limit = Math.min(Math.max(Number(args.p_limit ?? SOME), 1), MOST);
	const after = textOf(args.p_after);
	const crm_ids = tables.contacts
		.filter(({ workspace_id }) => workspace_id === args.p_workspace_id)
		.map(({ crm_id }) => crm_id ?? '')
		.filter((crmId) => crmId !== '' && (after === null || crmId > after))
		.sort()
		.slice(0, limit);
	return { crm_ids, next: crm_ids.length === limit ? (crm_ids.at(-1) ?? null) : null };
}
