/** The names of the ways, as the table has them. */
export const OURS = 'ours';
/** Without a bound on its heap, n8n's memory says how much V8 leaves uncollected, not how much a run needs. */
export const OURS_UNBOUNDED = 'ours, heap without a bound';
export const LIMIT = 'limit: fetch and COPY';
export const SUPABASE_NODE = "n8n's Supabase node, Get a row";
export const SUPABASE_NODE_MANY = "n8n's Supabase node, Get Many";
export const BATCHED = 'HTTP Request upserts of 1,000';
export const OLD_WORKER = 'old worker: pages of 50, chunks of 25';
export const EMPTY = 'empty workflow';
export const BARE_CALLS = 'its bare calls in sequence';
export const WRITE = 'written, all of them changed';
export const UNCHANGED = 'sent again, unchanged';

/** What n8n's heap may take while growth is measured, as on a server of a gigabyte. */
export const HEAP_MB = 512;

/** Ids of the workflows in n8n, which are the paths of their webhooks too. */
export const WORKFLOWS = {
	initial: 'bench-ours-initial',
	incremental: 'bench-ours-incremental',
	empty: 'bench-empty',
	supabaseNode: 'bench-supabase-node',
	supabaseNodeMany: 'bench-supabase-node-many',
	batched: 'bench-batched',
} as const;

/** Those that keep their cursors in a table of their own. */
export const WITH_CURSOR = [WORKFLOWS.supabaseNode, WORKFLOWS.supabaseNodeMany, WORKFLOWS.batched];
