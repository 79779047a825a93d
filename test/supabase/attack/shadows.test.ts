import postgres, { type Sql } from 'postgres';
import { randomUUID } from 'node:crypto';
import { callWith } from '../support/callers';
import { row } from '../support/rows';
import { consumer, newWorkspace, tenant } from '../support/runs';
import { dump } from './support/dump';
import { openScene, type Scene } from './support/scene';

let scene: Scene;
/** One connection, so that its temporary tables and its search path stay. */
let session: Sql;
beforeAll(async () => {
	scene = await openScene();
	session = postgres(scene.db.pgUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
	await session.end();
	await scene.db.drop();
});

/** The names a careless function would find in the wrong place. */
const tables = [
	'contacts',
	'servicetitan_sync_state',
	'servicetitan_sync_runs',
	'servicetitan_sync_failures',
];

const shadowTables = (schema: string) =>
	tables
		.map(
			(name) =>
				`create ${schema === 'pg_temp' ? 'temp ' : ''}table ${schema}.${name} (like public.${name} including all);`,
		)
		.join('\n');

const shadowFunctions = (schema: string) => `
	create table ${schema}.caught (what text);
	create function ${schema}.now() returns timestamptz language sql as $$ select '1999-01-01'::timestamptz $$;
	create function ${schema}.clock_timestamp() returns timestamptz language sql as $$ select '1999-01-01'::timestamptz $$;
	create function ${schema}.servicetitan_moment(text) returns timestamptz language plpgsql as
		$$ begin insert into ${schema}.caught values ('moment'); return '1999-01-01'; end $$;
	create function ${schema}.servicetitan_is_current(public.servicetitan_sync_state, uuid) returns boolean language plpgsql as
		$$ begin insert into ${schema}.caught values ('is current'); return true; end $$;
	create function ${schema}.same(text, text) returns boolean language plpgsql as
		$$ begin insert into ${schema}.caught values ('operator'); return true; end $$;
	create operator ${schema}.= (leftarg = text, rightarg = text, function = ${schema}.same);`;

/** A whole run from that session, as the secret key. */
async function wholeRun(workspace: string): Promise<unknown[]> {
	const run = { workspace_id: workspace, run_id: randomUUID() };
	const calls: Array<[name: string, args: Record<string, unknown>]> = [
		['start_run', { ...run, mode: 'incremental', source: 'trigger', consumer, ...tenant }],
		[
			'checkpoint_run',
			{ ...run, handed_out: ['1'], commit: { cursor_to: '2026-07-01T12:00:00Z' } },
		],
		['upsert_contacts', { ...run, rows: [row('1')], options: { finish: 'when_all_arrived' } }],
		['finish_run', run],
		['fail_run', { ...run, run_id: randomUUID() }],
		['get_status', { workspace_id: workspace }],
	];
	const outcomes: unknown[] = [];
	for (const [name, args] of calls) {
		outcomes.push((await callWith(asIf(session), `public.${name}`, args))?.outcome);
	}
	return outcomes;
}

/** callWith names functions without a schema; here the schema has to be said, or the shadow would be called itself. */
const asIf = (sql: Sql) => ({
	json: sql.json,
	unsafe: ((text: string, values: never[]) =>
		sql.unsafe(
			text.replace('servicetitan_public.', 'public.servicetitan_'),
			values,
		)) as Sql['unsafe'],
});

const wholeOutcomes = ['started', 'ok', 'ok', 'finished', 'nothing_open', undefined];

describe.each<[story: string, schema: string, before: string]>([
	['temporary tables of the same names', 'pg_temp', ''],
	[
		'a schema in front of the search path',
		'hostile',
		'create schema hostile; grant all on schema hostile to public;',
	],
])('%s', (_story, schema, before) => {
	it('are not what the functions read or write', async () => {
		await session.unsafe('reset role; reset search_path');
		await session.unsafe(
			`${before} ${shadowTables(schema)} ${schema === 'pg_temp' ? '' : shadowFunctions(schema)}`,
		);
		const workspace = await newWorkspace(scene.call);
		const others = await dump(scene.db.sql, workspace);
		await session.unsafe(`set search_path = ${schema}, public`);
		expect(await wholeRun(workspace)).toEqual(wholeOutcomes);
		await session.unsafe('set search_path = public');
		for (const table of tables) {
			const [count] = await session.unsafe(`select count(*)::int as n from ${schema}.${table}`);
			expect([table, count?.n]).toEqual([table, 0]);
		}
		const caught =
			schema === 'pg_temp' ? [] : await session.unsafe(`select * from ${schema}.caught`);
		expect([...caught]).toEqual([]);
		const [state] = await scene.db.sql`
			select sync_status, last_modified_cursor > '2026-01-01' as moved, updated_at > now() - interval '1 hour' as by_the_clock
			from servicetitan_sync_state where workspace_id = ${workspace}`;
		expect(state).toEqual({ sync_status: 'completed', moved: true, by_the_clock: true });
		expect(await dump(scene.db.sql, workspace)).toEqual(others);
	});
});

it('settings of the session that change how text and dates are read change nothing', async () => {
	await session.unsafe(`
		set search_path = public; set datestyle = 'German, DMY'; set timezone = 'Pacific/Kiritimati'; set intervalstyle = 'sql_standard';
		set standard_conforming_strings = off; set bytea_output = 'escape'; set extra_float_digits = -15; set lc_messages = 'C'`);
	const workspace = await newWorkspace(scene.call);
	expect(await wholeRun(workspace)).toEqual(wholeOutcomes);
	const [state] = await scene.db.sql`
		select last_modified_cursor = '2026-07-01T12:00:00Z' as same from servicetitan_sync_state where workspace_id = ${workspace}`;
	expect(state).toEqual({ same: true });
});
