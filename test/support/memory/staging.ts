import { checkpointRun } from './checkpointRun';
import type { Database } from './database';
import { arrayOrEmpty, objectOrEmpty, textOf, type JsonObject } from './json';
import type { StagedRow } from './tables';

/** Contact methods that an initial sync keeps until their customers come. */

/** servicetitan_stage_methods: takes them, and how far the run is, in one step. */
export function stageMethods(database: Database, args: JsonObject): JsonObject {
	const { p_workspace_id, p_run_id, p_backfill, p_progress } = args;
	const checkpoint = { p_workspace_id, p_run_id, p_backfill, p_progress };
	const answer = checkpointRun(database, checkpoint);
	if (answer.outcome !== 'ok') return answer;
	const given = arrayOrEmpty(args.p_methods)
		.map(objectOrEmpty)
		.filter(({ id, customerId }) => textOf(id) !== null && textOf(customerId) !== null)
		.map((method) => ({
			workspace_id: String(p_workspace_id),
			method_id: Number(method.id),
			customer_id: Number(method.customerId),
			method,
		}));
	const { staged } = database.tables;
	const byMethod = new Map(staged.map((row) => [keyOf(row), row]));
	for (const row of given) {
		const known = byMethod.get(keyOf(row));
		if (!known || versionOf(row) >= versionOf(known)) byMethod.set(keyOf(row), row);
	}
	database.tables.staged = [...byMethod.values()];
	return answer;
}

const keyOf = ({ workspace_id, method_id }: StagedRow): string => `${method_id} ${workspace_id}`;

/** One without a time is the oldest. */
const versionOf = ({ method }: StagedRow): string => textOf(method.modifiedOn) ?? '';

/** servicetitan_staged_methods: those of some customers, by their ids. */
export function stagedMethods({ tables }: Database, args: JsonObject): JsonObject {
	const customers = new Set(arrayOrEmpty(args.p_customer_ids).map(Number));
	return {
		methods: tables.staged
			.filter((row) => row.workspace_id === args.p_workspace_id && customers.has(row.customer_id))
			.sort((a, b) => a.method_id - b.method_id)
			.map(({ method }) => method),
	};
}

const SOME = 50_000;

/** servicetitan_clear_staged: forgets some of what is left of an initial sync that is over. */
export function clearStaged({ tables }: Database, args: JsonObject): JsonObject {
	const workspaceId = textOf(args.p_workspace_id) ?? '';
	if (tables.state.get(workspaceId)?.backfill) return { cleared: 0 };
	const left = tables.staged.filter(({ workspace_id }) => workspace_id === workspaceId);
	const limit = args.p_limit === undefined ? SOME : Number(args.p_limit ?? 0);
	const cleared = new Set(left.slice(0, Math.max(limit, 0)));
	tables.staged = tables.staged.filter((row) => !cleared.has(row));
	return { cleared: cleared.size };
}
