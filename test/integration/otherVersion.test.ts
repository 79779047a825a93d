import type { IDataObject } from 'n8n-workflow';

import { SCHEMA_VERSION } from '../../core/schemaVersion';
import { testSupabase } from '../../transport/credentialTests/supabase';
import { applyTexts, migrationFiles } from '../supabase/support/migrations';
import { N8nHost } from '../support/n8nHost/n8nHost';
import { addPeople } from '../support/world/changes';
import { startWorld, WORKSPACE, type World } from '../support/world/world';

/** What people do with the nodes, in the order in which one builds on the other. */
const uses: Array<[use: string, (world: World) => Promise<unknown>]> = [
	[
		'setUpWorkspace',
		async (world) => await world.sync('setUpWorkspace', { workspaceId: WORKSPACE }),
	],
	['runInitialSync', async (world) => await world.sync('runInitialSync', { again: true })],
	['the trigger and the upsert', async (world) => await world.run()],
	['runIncrementalSync', async (world) => await world.sync('runIncrementalSync')],
	['runReconciliation', async (world) => await world.sync('runReconciliation')],
	['getStatus', async (world) => await world.sync('getStatus')],
	['checkHealth', async (world) => await world.sync('checkHealth')],
	['diagnose', async (world) => await world.sync('diagnose')],
	['explainCustomer', async (world) => await world.sync('explainCustomer', { value: '7' })],
	['takeDueWorkspaces', async (world) => await world.sync('takeDueWorkspaces')],
	['setEnabled', async (world) => await world.sync('setEnabled', { enabled: true })],
];

/** Everything once, with customers that changed meanwhile. @returns what could not be done, in words */
async function useAll(world: World): Promise<Record<string, string>> {
	const refused: Record<string, string> = {};
	for (const [use, act] of uses) {
		addPeople(world, 1);
		world.pass(15);
		await act(world).catch((failure: Error & { description?: string }) => {
			refused[use] = `${failure.message} | ${failure.description ?? ''}`;
		});
	}
	return refused;
}

const migrationCheck = async (world: World): Promise<IDataObject> =>
	(await world.sync('diagnose')).find(({ check }) => check === 'migrations') ?? {};

const statusMessage = async (world: World): Promise<string> =>
	String((await world.sync('getStatus'))[0]?.message);

/** Presses the credential's test button. */
async function press(world: World) {
	const host = new N8nHost(async (request) => await fetch(request), {});
	const data = world.requests.credentials.supabaseSyncApi;
	return await testSupabase.call(host.testFunctions, { id: '1', name: 'S', type: '', data });
}

async function paste(world: World, sql: unknown): Promise<void> {
	await world.database.sql.unsafe(String(sql));
	await world.database.reloadSchema();
}

/** Every customer of the simulator that can be reached is a contact. */
const arrived = async (world: World): Promise<number> => {
	await world.run();
	return (await world.contacts()).length;
};

const upTo = (timestamp: string) => migrationFiles().filter((file) => file <= `${timestamp}_~`);

describe('a database that is older than the package', () => {
	it.each<[timestamp: string, knowsItsVersion: boolean]>([
		['20261101000700', false],
		['20261101001800', true],
		['20261101002000', true],
	])(
		'of %s does what it can, says what to do for the rest, and has everything then',
		async (timestamp, knowsItsVersion) => {
			const world = await startWorld({ customers: 3, migrated: false });
			try {
				await applyTexts(world.database.sql, undefined, upTo(timestamp));
				await world.database.reloadSchema();
				const refused = await useAll(world);
				// What could not be set up is not set up, and the first refusal said why.
				const wayOut = refused.setUpWorkspace ? /Get Setup SQL|Set Up Workspace/ : /Get Setup SQL/;
				for (const [use, words] of Object.entries(refused))
					expect([use, words]).toEqual([use, expect.stringMatching(wayOut)]);
				expect(Object.values(refused)[0]).toMatch(/Get Setup SQL/);
				expect(await migrationCheck(world)).toMatchObject({ status: 'problem' });
				expect(await press(world)).toMatchObject({
					status: 'Error',
					message: expect.stringContaining('Get Setup SQL'),
				});

				const [setup] = await world.sync('getSetupSql');
				const missing = migrationFiles().filter(
					(file) => !knowsItsVersion || file > `${timestamp}_~`,
				);
				expect(setup?.migrations).toEqual(missing.map((file) => file.replace(/\.sql$/, '')));
				await paste(world, setup?.sql);
				expect(await useAll(world)).toEqual({});
				expect(await migrationCheck(world)).toMatchObject({ status: 'ok' });
				expect(await press(world)).toMatchObject({ status: 'OK' });
				expect(await arrived(world)).toBeGreaterThanOrEqual(2 * uses.length);
			} finally {
				await world.end();
			}
		},
		120_000,
	);
});

it('says in its status that the database is older, where all it lacks is the newest part', async () => {
	const world = await startWorld({ customers: 3 });
	try {
		await paste(
			world,
			`create or replace function servicetitan_schema_version() returns jsonb language sql as
				$$ select jsonb_build_object('version', '20261101002000') $$`,
		);
		expect(await useAll(world)).toEqual({});
		expect(await statusMessage(world)).toMatch(/The database is older .*Get Setup SQL/);
	} finally {
		await world.end();
	}
}, 120_000);

/** What a later package might bring: more in the answers, more arguments, another version. */
const LATER = `
	drop function servicetitan_schema_version();
	create function servicetitan_schema_version() returns jsonb language sql as
		$$ select jsonb_build_object('version', '20991231235959', 'news', true) $$;
	alter function servicetitan_checkpoint_run rename to servicetitan_checkpoint_run_before;
	create function servicetitan_checkpoint_run(
		p_workspace_id text, p_run_id uuid, p_handed_out jsonb default null, p_commit jsonb default null,
		p_fetched int default null, p_backfill jsonb default null, p_progress jsonb default null, p_news text default 'none'
	) returns jsonb language sql as $$
		select servicetitan_checkpoint_run_before(
			p_workspace_id, p_run_id, p_handed_out, p_commit, p_fetched, p_backfill, p_progress) || '{"news": [1]}' $$;
	alter function servicetitan_get_status rename to servicetitan_get_status_before;
	create function servicetitan_get_status(
		p_workspace_id text default null, p_runs int default 10, p_contact_hours int default null, p_news boolean default false
	) returns jsonb language sql as $$
		select servicetitan_get_status_before(p_workspace_id, p_runs, p_contact_hours) || '{"schema_version": "20991231235959"}' $$;
	alter table servicetitan_sync_state add column news jsonb default '{}';
	alter table servicetitan_sync_runs add column news int not null default 1;
	alter table contacts add column news text default 'none';`;

describe('a database that a newer package has set up', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({ customers: 3 });
		await paste(world, LATER);
	});
	afterEach(async () => await world.end());

	it('serves this package as before', async () => {
		expect(await useAll(world)).toEqual({});
		expect(await arrived(world)).toBeGreaterThanOrEqual(uses.length);
	}, 120_000);

	it('is told wherever somebody looks, with what to do', async () => {
		const update = /newer version of this package.*Update the package n8n-nodes-servicetitan-sync/;
		await world.run();
		const { status, found, toDo } = await migrationCheck(world);
		expect([status, `${String(found)} ${String(toDo)}`]).toEqual([
			'warning',
			expect.stringMatching(update),
		]);
		expect(await statusMessage(world)).toMatch(update);
		expect(await press(world)).toEqual({ status: 'OK', message: expect.stringMatching(update) });
		for (const all of [false, true]) {
			const [setup] = await world.sync('getSetupSql', { all });
			expect(setup).toEqual({ sql: '', migrations: [], message: expect.stringMatching(update) });
		}
	});

	it('is not set back by SQL that somebody kept, and nothing of it is applied', async () => {
		const older = await startWorld({ migrated: false });
		const [kept] = await older.sync('getSetupSql');
		await older.end();
		const functions = async () => [
			...(await world.database.sql`
				select oid::regprocedure::text as name, md5(prosrc) as body from pg_proc where proname like 'servicetitan%' order by 1`),
		];
		const before = await functions();
		await expect(world.database.sql.unsafe(String(kept?.sql))).rejects.toMatchObject({
			message: expect.stringMatching(
				/^This SQL is older than your database.*Nothing was changed\.$/,
			),
			hint: expect.stringContaining('Update the package'),
		});
		expect(await functions()).toEqual(before);
	});

	it('may be pasted over where it is of the same version, however often', async () => {
		await paste(
			world,
			`create or replace function servicetitan_schema_version() returns jsonb language sql as
				$$ select jsonb_build_object('version', '${SCHEMA_VERSION}') $$;
			drop function servicetitan_get_status(text, int, int, boolean);
			drop function servicetitan_checkpoint_run(text, uuid, jsonb, jsonb, int, jsonb, jsonb, text);`,
		);
		const [setup] = await world.sync('getSetupSql', { all: true });
		await paste(world, setup?.sql);
		await paste(world, setup?.sql);
		expect(await useAll(world)).toEqual({});
	}, 120_000);
});
