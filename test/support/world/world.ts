import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ServiceTitanSync } from '../../../nodes/ServiceTitanSync/ServiceTitanSync.node';
import { ServiceTitanTrigger } from '../../../nodes/ServiceTitanTrigger/ServiceTitanTrigger.node';
import { SupabaseContactUpsert } from '../../../nodes/SupabaseContactUpsert/SupabaseContactUpsert.node';
import { ServiceTitanSimulator } from '../../../simulator';
import { freshDatabase, type FreshDatabase } from '../supabase/freshDatabase';
import { executeContext, pollContext, type ExecutePlace, type PollPlace } from './contexts';
import { credentialsFor } from './credentials';
import { Requests } from './requests';

export const WORKSPACE = '45963';

const MINUTE_MS = 60_000;

/** ServiceTitan, Supabase and the nodes between them; ServiceTitan's clock moves only when told to. */
export interface World {
	serviceTitan: ServiceTitanSimulator;
	database: FreshDatabase;
	requests: Requests;
	/** Lets time pass in ServiceTitan. */
	pass(minutes: number): void;
	poll(place?: Partial<PollPlace>, parameters?: IDataObject): Promise<INodeExecutionData[]>;
	/** Hands items to Supabase Contact Upsert. @returns its two outputs */
	upsert(
		items: INodeExecutionData[],
		parameters?: IDataObject,
		place?: ExecutePlace,
	): Promise<{ contacts: IDataObject[]; summary: IDataObject }>;
	/** Runs one operation of ServiceTitan Sync. */
	sync(operation: string, parameters?: IDataObject, place?: ExecutePlace): Promise<IDataObject[]>;
	/** One scheduled poll and, where it hands something out, the upsert behind it. */
	run(): Promise<IDataObject | undefined>;
	contacts(): Promise<Contact[]>;
	state(): Promise<Record<string, unknown>>;
	end(): Promise<void>;
}

export interface Contact {
	crm_id: string | null;
	firstname: string | null;
	lastname: string | null;
	phone: string | null;
	email: string | null;
	metadata: { custom_fields?: Record<string, unknown> } & Record<string, unknown>;
	updated_at: Date;
	source_modified_on: string | null;
}

const RESOURCES: Record<string, string> = {
	setUpWorkspace: 'workspace',
	getSetupSql: 'workspace',
	getStatus: 'workspace',
	takeDueWorkspaces: 'workspace',
	checkHealth: 'health',
	markAlertsTold: 'health',
	setEnabled: 'workspace',
	resetCursor: 'workspace',
	explainCustomer: 'health',
	diagnose: 'health',
	checkAssumptions: 'health',
};

export interface WorldOptions {
	customers?: number;
	/** False: the workspace is not set up. */
	setUp?: boolean;
	migrated?: boolean;
	statementTimeoutMs?: number;
}

/** A world in which ServiceTitan's clock starts a day ago, so that hours can pass in a test. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
	let offset = -24 * 60 * MINUTE_MS;
	const serviceTitan = new ServiceTitanSimulator({
		clock: { now: () => Date.now() + offset },
		customers: options.customers ?? 0,
	});
	serviceTitan.switches.ratePerSecond = Number.POSITIVE_INFINITY;
	const { migrated = true, statementTimeoutMs } = options;
	const database = await freshDatabase({ migrated, statementTimeoutMs });
	const requests = new Requests(serviceTitan, credentialsFor(database));
	const nodes = {
		trigger: new ServiceTitanTrigger(),
		upsert: new SupabaseContactUpsert(),
		sync: new ServiceTitanSync(),
	};

	const world: World = {
		serviceTitan,
		database,
		requests,
		pass: (minutes) => {
			offset += minutes * MINUTE_MS;
		},
		async poll(place = {}, parameters = {}) {
			const set = { cursorStore: 'supabase', ...parameters };
			const context = pollContext(nodes.trigger, requests, {
				nodeId: 'trigger',
				nodeName: 'Watch Customers',
				...place,
				parameters: set,
			});
			return (await nodes.trigger.poll.call(context))?.[0] ?? [];
		},
		async upsert(items, parameters = {}, place = {}) {
			const context = executeContext(nodes.upsert, requests, {
				nodeId: 'upsert',
				...place,
				parameters,
				items,
			});
			const [contacts = [], summary = []] = await nodes.upsert.execute.call(context);
			return {
				contacts: contacts.map(({ json }) => json),
				summary: summary[0]?.json ?? {},
			};
		},
		async sync(operation, parameters = {}, place = {}) {
			const context = executeContext(nodes.sync, requests, {
				nodeId: 'sync',
				...place,
				parameters: { resource: RESOURCES[operation] ?? 'run', operation, ...parameters },
				items: [{ json: {} }],
			});
			const [items = []] = await nodes.sync.execute.call(context);
			return items.map(({ json }) => json);
		},
		async run() {
			const items = await world.poll();
			return items.length > 0 ? (await world.upsert(items)).summary : undefined;
		},
		contacts: async () =>
			await database.sql<Contact[]>`select * from contacts order by crm_id::bigint nulls last, id`,
		async state() {
			const [row] = await database.sql`
				select *, last_modified_cursor::text as cursor from servicetitan_sync_state`;
			return row ?? {};
		},
		end: async () => await database.drop(),
	};
	if (migrated && options.setUp !== false) {
		await world.sync('setUpWorkspace', { workspaceId: WORKSPACE });
	}
	return world;
}
