import { safeFields } from '../../../core/contact/safeText';
import type { ContactIds, Contacts, Runs, StagedMethods } from '../../../sync/ports';
import type { CallFunction } from '../../../transport/supabase/connectSupabase';
import { contactIdsOf, contactsOf } from '../../../transport/supabase/contacts';
import { runsOf } from '../../../transport/supabase/runs';
import { stagedMethodsOf } from '../../../transport/supabase/stagedMethods';
import { workspacesOf } from '../../../transport/supabase/workspaces';
import { blankContact } from './blankRows';
import type { ContactWrite, Database } from './database';
import { refused, uuidOf } from './refusals';
import type { JournalEntry, MemorySupabaseOptions } from './options';
import { functions } from './functions';
import { throughJson, type JsonObject } from './json';
import { emptyColumns } from './newValues';
import { momentOfMillis, momentRounded } from './moments';
import { Tables, type ContactRecord, type FailureRow, type RunRow, type StateRow } from './tables';

/**
 * Supabase in memory: what the SQL in supabase/migrations does, said once more in TypeScript. The adapters of
 * transport/supabase stand on it as they stand on the real one, and both go through the same contract tests.
 *
 *     const supabase = new MemorySupabase({ now: () => clock.now() });
 *     await supabase.workspaces.setUp({ workspaceId: 'w', tenantId: 't', environment: 'production' });
 *     const ports = { runs: supabase.runs, contacts: supabase.contacts, … };
 *
 * - `runs`, `contacts`, `contactIds`, `stagedMethods`, `workspaces`: the real adapters on top of `call`; `call(name, args)` is one database
 *   function with its arguments (`p_…`), as JSON and back. Each call is one transaction.
 * - Faults: `beforeCall` throws where the request never arrives, `afterCommit` where the answer gets lost.
 *   `unavailable()` and `interrupted()` make what the transport throws once it has given up.
 * - Readers: `state`, `runRows`, `failures`, `contactRows`, `awaited`, `delivered`, `staged` give copies.
 * - What people do by SQL: `addContact`, `changeContact`, `removeContact`, `changeState`, `changeFailures`.
 * - `journal`: every write to a contact that was committed, oldest first.
 */
export class MemorySupabase {
	readonly tables = new Tables();
	readonly journal: JournalEntry[] = [];
	readonly call: CallFunction = async (name, args) => await this.answer(name, args);
	readonly runs: Runs = runsOf(this.call);
	readonly contacts: Contacts = contactsOf(this.call);
	readonly contactIds: ContactIds = contactIdsOf(this.call);
	readonly stagedMethods: StagedMethods = stagedMethodsOf(this.call);
	readonly workspaces = workspacesOf(this.call);
	private ids = 0;

	constructor(private readonly options: MemorySupabaseOptions) {}

	/** By its id; with the columns' names as keys and moments in ISO 8601 with six digits. */
	state(workspaceId: string): StateRow | undefined {
		return throughJson(this.tables.state.get(workspaceId));
	}

	/** The history, the oldest first. */
	runRows(workspaceId: string): RunRow[] {
		return throughJson([...this.tables.runs.values()].filter(of(workspaceId)));
	}

	failures(workspaceId: string): FailureRow[] {
		return throughJson(this.tables.failures.filter(of(workspaceId)));
	}

	/** In the order in which they were made. */
	contactRows(workspaceId: string): ContactRecord[] {
		return throughJson(this.tables.contacts.filter(of(workspaceId)));
	}

	/** Customers that were handed out and have not come back. */
	awaited(runId: string): string[] {
		const handedOut = [...(this.tables.handedOut.get(runId) ?? [])];
		return handedOut
			.filter(([, { acknowledged_at }]) => acknowledged_at === null)
			.map(([crmId]) => crmId);
	}

	/** `stream/record id` → version. */
	delivered(workspaceId: string): Record<string, string> {
		const ours = this.tables.delivered.filter(of(workspaceId));
		return Object.fromEntries(
			ours.map(({ stream, record_id, version }) => [`${stream}/${record_id}`, version]),
		);
	}

	/** Contact methods that wait for their customers, as they were sent; the first staged first. */
	staged(workspaceId: string): JsonObject[] {
		const ours = this.tables.staged.filter(of(workspaceId));
		return throughJson(ours.map(({ method }) => method));
	}

	/** A contact typed in by hand, or one that an older system left. @returns its id */
	addContact(contact: Partial<ContactRecord> & { workspace_id: string }): string {
		const id = contact.id ?? this.newId();
		const now = this.now();
		const further = { ...emptyColumns(this.options.further ?? []), ...contact.further };
		const made = { ...blankContact, created_at: now, updated_at: now, ...contact, further, id };
		this.tables.contacts = [...this.tables.contacts, throughJson(made)];
		return id;
	}

	changeContact(id: string, values: Partial<ContactRecord>): void {
		this.tables.contacts = this.tables.contacts.map((contact) =>
			contact.id === id ? { ...contact, ...throughJson(values) } : contact,
		);
	}

	removeContact(id: string): void {
		this.tables.contacts = this.tables.contacts.filter((contact) => contact.id !== id);
	}

	/** Cursor, sync_status, sync_enabled, run_id, lease_expires_at … as a person does in the table editor. */
	changeState(workspaceId: string, values: Partial<StateRow>): void {
		const cursor = values.last_modified_cursor;
		const typed = typeof cursor === 'string' ? { last_modified_cursor: asColumn(cursor) } : {};
		const state = this.tables.state.get(workspaceId);
		if (!state) throw new Error(`There is no workspace ${workspaceId}`);
		Object.assign(state, throughJson(values), typed);
	}

	changeFailures(workspaceId: string, values: Partial<FailureRow>): void {
		for (const failure of this.tables.failures.filter(of(workspaceId))) {
			Object.assign(failure, values);
		}
	}

	private async answer(name: string, given: Record<string, unknown>): Promise<unknown> {
		const { beforeCall, afterCommit } = this.options;
		const args = throughJson(safeFields(given));
		await beforeCall?.(name, args);
		const answer = throughJson(this.perform(name, args));
		await afterCommit?.(name, args, answer);
		return answer;
	}

	private perform(name: string, args: JsonObject): JsonObject {
		const implementation = functions[name];
		if (!implementation) throw refused({ kind: 'missing', detail: name, code: 'PGRST202' });
		for (const key of ['p_run_id', 'p_batch_id']) args[key] = uuidOf(args[key]);
		const written: ContactWrite[] = [];
		const before = this.tables.contacts;
		try {
			return implementation(this.databaseNow(written), args);
		} catch (failure) {
			this.tables.contacts = before;
			if (!(failure instanceof RangeError)) throw failure;
			throw refused({ kind: 'rejected', detail: failure.message, code: '22007', status: 400 });
		} finally {
			this.keep(written, args);
		}
	}

	/** Only what stands in the table was committed: neither dry runs nor rows that were refused. */
	private keep(written: ContactWrite[], args: JsonObject): void {
		const stored = new Set(this.tables.contacts);
		const last = new Set(
			written.filter(({ after }) => stored.has(after)).map(({ after }) => after.id),
		);
		for (const write of written.filter(({ after }) => last.has(after.id))) {
			this.journal.push({ ...write, at: this.now(), runId: args.p_run_id as string | null });
		}
	}

	private databaseNow(written: ContactWrite[]): Database {
		return {
			tables: this.tables,
			now: this.now(),
			newId: () => this.newId(),
			further: this.options.further ?? [],
			refuses: this.options.refuses ?? (() => undefined),
			wrote: (write) => written.push(write),
		};
	}

	private now(): string {
		return momentOfMillis(this.options.now());
	}

	/** Counted, so that a story replayed is the same story. */
	private newId(): string {
		this.ids += 1;
		return `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
	}
}

const of =
	(workspaceId: string) =>
	(row: { workspace_id: string }): boolean =>
		row.workspace_id === workspaceId;

const asColumn = (cursor: string): string => {
	try {
		return momentRounded(cursor) ?? cursor;
	} catch {
		return cursor;
	}
};

export type { ContactRecord, FailureRow, RunRow, StateRow } from './tables';
export type { ContactWrite } from './database';
export type { JournalEntry, MemorySupabaseOptions } from './options';
export { interrupted, unavailable } from './refusals';
