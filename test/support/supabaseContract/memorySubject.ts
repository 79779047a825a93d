import { MemorySupabase } from '../memory/memorySupabase';
import { byCustomer, CONSTRAINT, FURTHER, UNWRITABLE, type Subject } from './subject';

/** The one in memory; no two of its calls happen in the same millisecond. */
export function memorySubject(): Subject {
	let now = Date.now();
	const begin = () =>
		new MemorySupabase({
			now: () => (now += 1),
			further: [FURTHER],
			refuses: ({ lastname }) => (lastname === UNWRITABLE ? CONSTRAINT : undefined),
		});
	let memory = begin();
	return {
		get runs() {
			return memory.runs;
		},
		get contacts() {
			return memory.contacts;
		},
		get contactIds() {
			return memory.contactIds;
		},
		get stagedMethods() {
			return memory.stagedMethods;
		},
		get call() {
			return memory.call;
		},
		changeState: async (...change) => memory.changeState(...change),
		addContact: async (contact) => memory.addContact(contact),
		changeContact: async (...change) => memory.changeContact(...change),
		changeFailures: async (...change) => memory.changeFailures(...change),
		async state(workspaceId) {
			const state = memory.state(workspaceId);
			if (!state) throw new Error(`There is no workspace ${workspaceId}`);
			return state;
		},
		runRows: async (workspaceId) => memory.runRows(workspaceId),
		failures: async (workspaceId) => memory.failures(workspaceId).sort(byCustomer),
		contactRows: async (workspaceId) => memory.contactRows(workspaceId).sort(byCustomer),
		awaited: async (runId) => memory.awaited(runId).sort(),
		delivered: async (workspaceId) => memory.delivered(workspaceId),
		staged: async (workspaceId) =>
			memory.staged(workspaceId).sort((a, b) => Number(a.id) - Number(b.id)),
		clear: async () => {
			memory = begin();
		},
		end: async () => undefined,
	};
}
