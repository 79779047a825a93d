import { MemorySupabase } from '../../support/memory/memorySupabase';
import type { Backend, StoredContact } from './backend';
import type { Time } from './time';

const WORKSPACE = '45963';

/** A Supabase in memory whose clock is the story's: no real time passes. */
export function memoryBackend(time: Time): Backend {
	const poisonous = new Set<string>();
	const supabase = new MemorySupabase({
		now: () => time.of('database'),
		refuses: ({ crm_id }) =>
			crm_id !== null && poisonous.has(crm_id)
				? { message: 'violates check constraint "no_poison"', sqlstate: '23514' }
				: undefined,
	});
	return {
		workspaceId: WORKSPACE,
		call: supabase.call,
		passed: async () => undefined,
		contacts: async () => supabase.contactRows(WORKSPACE) as unknown as StoredContact[],
		runs: async () => supabase.runRows(WORKSPACE),
		async state() {
			const state = supabase.state(WORKSPACE);
			return {
				sync_status: state?.sync_status ?? null,
				run_id: state?.run_id ?? null,
				cursor: state?.last_modified_cursor ?? null,
				read_window: state?.read_window ?? null,
			};
		},
		awaited: async (runId) => supabase.awaited(runId),
		failing: async () =>
			supabase.failures(WORKSPACE).filter(({ status }) => status === 'open').length,
		typeContact: async (contact) => supabase.addContact({ workspace_id: WORKSPACE, ...contact }),
		async annotate(id, key, value) {
			const contact = supabase.contactRows(WORKSPACE).find((row) => row.id === id);
			const metadata = { ...(contact?.metadata as object), [key]: value };
			supabase.changeContact(id, { metadata });
		},
		setState: async (change) => supabase.changeState(WORKSPACE, change),
		async poison(crmId, on) {
			if (on) poisonous.add(crmId);
			else poisonous.delete(crmId);
		},
		healAll: async () => poisonous.clear(),
	};
}
