import type { IExecuteFunctions } from 'n8n-workflow';
import type { Sql } from 'postgres';

import { brief } from '../../../core/retry';
import type { Clock } from '../../../sync/ports';
import { connectSupabase } from '../../../transport/supabase/connectSupabase';
import { contactIdsOf, contactsOf } from '../../../transport/supabase/contacts';
import { runsOf } from '../../../transport/supabase/runs';
import { stagedMethodsOf } from '../../../transport/supabase/stagedMethods';
import { momentRounded } from '../memory/moments';
import type { ContactRecord, FailureRow, RunRow, StateRow } from '../memory/memorySupabase';
import { freshDatabase, type FreshDatabase } from '../supabase/freshDatabase';
import { credentialsFor } from '../world/credentials';
import { Requests } from '../world/requests';
import { byCustomer, FURTHER, UNWRITABLE, type Subject } from './subject';

const STATE = 'servicetitan_sync_state';
const FAILURES = 'servicetitan_sync_failures';

/** The embedded Supabase, through its API and the adapters of the product. */
export async function databaseSubject(): Promise<Subject> {
	const database = await freshDatabase();
	const { sql } = database;
	await sql.unsafe(`alter table contacts add column ${FURTHER} text`);
	await sql.unsafe(
		`alter table contacts add constraint no_unwritable check (lastname is distinct from '${UNWRITABLE}')`,
	);
	const call = await connectSupabase(contextFor(database), realClock, brief);
	return {
		call,
		runs: runsOf(call),
		contacts: contactsOf(call),
		contactIds: contactIdsOf(call),
		stagedMethods: stagedMethodsOf(call),
		...personOf(sql),
		...readersOf(sql),
		async clear() {
			await sql`truncate servicetitan_sync_state, servicetitan_sync_runs, servicetitan_sync_failures,
				servicetitan_sync_handed_out, servicetitan_sync_delivered, servicetitan_sync_batches,
				servicetitan_sync_staged, contacts`;
		},
		end: async () => await database.drop(),
	};
}

const realClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
	chance: () => 0.5,
	newId: () => crypto.randomUUID(),
};

function contextFor(database: FreshDatabase): IExecuteFunctions {
	// Nobody asks ServiceTitan anything here.
	const requests = new Requests(undefined as never, credentialsFor(database));
	return {
		getCredentials: async () => requests.credentials.supabaseSyncApi,
		helpers: {
			httpRequestWithAuthentication: async (credential: string, request: never) =>
				await requests.send(credential, request),
		},
	} as unknown as IExecuteFunctions;
}

type Person = Pick<Subject, 'changeState' | 'addContact' | 'changeContact' | 'changeFailures'>;

function personOf(sql: Sql): Person {
	const change = async (table: string, values: object, where: [column: string, value: string]) => {
		const columns = Object.keys(values);
		const assignments = columns.map((name) => `${name} = (typed).${name}`).join(', ');
		await sql.unsafe(
			`update ${table} t set ${assignments} from jsonb_populate_record(null::${table}, $1) as typed
			where t.${where[0]}::text = $2`,
			[sql.json(values as never), where[1]],
		);
	};
	return {
		changeState: async (id, values) => await change(STATE, values, ['workspace_id', id]),
		changeFailures: async (id, values) => await change(FAILURES, values, ['workspace_id', id]),
		changeContact: async (id, values) => await change('contacts', columnsOf(values), ['id', id]),
		async addContact(contact) {
			const columns = columnsOf(contact);
			const names = Object.keys(columns);
			const [made] = await sql.unsafe(
				`insert into contacts (${names.join(', ')})
				select ${names.map((name) => `typed.${name}`).join(', ')}
				from jsonb_populate_record(null::contacts, $1) as typed returning id`,
				[sql.json(columns as never)],
			);
			return String(made?.id);
		},
	};
}

const columnsOf = ({ further, ...columns }: Partial<ContactRecord>): Record<string, unknown> => ({
	...columns,
	...further,
});

type Readers = Pick<
	Subject,
	'state' | 'runRows' | 'failures' | 'contactRows' | 'awaited' | 'delivered' | 'staged'
>;

function readersOf(sql: Sql): Readers {
	const rows = async <Row>(table: string, column: string, value: string): Promise<Row[]> => {
		const found = await sql.unsafe<Array<{ row: Record<string, unknown> }>>(
			`select to_jsonb(t) as row from ${table} t where t.${column}::text = $1`,
			[value],
		);
		return found.map(({ row }) => withMoments(row) as Row);
	};
	return {
		async state(id) {
			const [state] = await rows<StateRow>(STATE, 'workspace_id', id);
			if (!state) throw new Error(`There is no workspace ${id}`);
			return state;
		},
		async runRows(id) {
			const found = await rows<RunRow>('servicetitan_sync_runs', 'workspace_id', id);
			return found.sort((a, b) => (a.started_at < b.started_at ? -1 : 1));
		},
		failures: async (id) => (await rows<FailureRow>(FAILURES, 'workspace_id', id)).sort(byCustomer),
		async contactRows(id) {
			const found = await rows<Record<string, unknown>>('contacts', 'workspace_id', id);
			return found.map(asContact).sort(byCustomer);
		},
		async awaited(runId) {
			const found = await sql<Array<{ crm_id: string }>>`
				select crm_id from servicetitan_sync_handed_out
				where run_id = ${runId} and acknowledged_at is null`;
			return found.map(({ crm_id }) => crm_id).sort();
		},
		async delivered(id) {
			const found = await sql<Array<{ record: string; version: string }>>`
				select stream || '/' || record_id as record, version
				from servicetitan_sync_delivered where workspace_id = ${id}`;
			return Object.fromEntries(found.map(({ record, version }) => [record, version]));
		},
		async staged(id) {
			const found = await sql<Array<{ method: Record<string, unknown> }>>`
				select method from servicetitan_sync_staged where workspace_id = ${id} order by method_id`;
			return found.map(({ method }) => method);
		},
	};
}

const asContact = ({ [FURTHER]: value, ...contact }: Record<string, unknown>): ContactRecord =>
	({ ...contact, further: { [FURTHER]: value ?? null } }) as unknown as ContactRecord;

const MOMENTS = /(_at|^cursor_from|^cursor_to|^last_modified_cursor)$/;

/** Columns of type timestamptz as six digits in UTC; "infinity" stays. */
const withMoments = (row: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			MOMENTS.test(name) && typeof value === 'string' && /^\d/.test(value)
				? momentRounded(value)
				: value,
		]),
	);
