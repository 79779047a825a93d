import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';

import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, callWith, type Call } from './support/callers';
import { newWorkspace, start } from './support/runs';

const DISPATCHERS = 20;

let db: FreshDatabase;
let call: Call;
let many: Sql;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
	many = postgres(db.pgUrl, { max: DISPATCHERS, onnotice: () => undefined });
});
beforeEach(() => db.sql`delete from servicetitan_sync_state`);
afterAll(async () => {
	await many.end();
	await db.drop();
});

interface Listed {
	now: string;
	workspaces: Array<Record<string, unknown> & { workspace_id: string; dispatched_at: unknown }>;
}

const list = async (caller = call) => (await caller('list_turns')) as unknown as Listed;

const take = async (
	{ workspaces }: Listed,
	{ limit = 50, caller = call, dispatch_id = randomUUID() } = {},
): Promise<string[]> => {
	const seen = workspaces.map(({ workspace_id, dispatched_at }) => ({
		workspace_id,
		dispatched_at,
	}));
	const { taken } = await caller('take_turns', { workspaces: seen, dispatch_id, limit });
	return taken as string[];
};

const several = async (count: number): Promise<string[]> => {
	const made: string[] = [];
	while (made.length < count) made.push(await newWorkspace(call, { run_by_workflow: 'w' }));
	return made;
};

const stateOf = async (workspace: string) => {
	const [state] =
		await db.sql`select * from servicetitan_sync_state where workspace_id = ${workspace}`;
	return state ?? {};
};

describe('whose turn it is', () => {
	it('is told by all there is to know of a workspace', async () => {
		const hours = { from: '06:00', to: '20:00' };
		const workspace_id = await newWorkspace(call, {
			timezone: 'America/Chicago',
			business_hours: hours,
			run_by_workflow: 'workflow-7',
		});
		expect(await list()).toEqual({
			now: expect.any(String),
			workspaces: [
				{
					workspace_id,
					tenant_id: '410387862',
					timezone: 'America/Chicago',
					business_hours: hours,
					sync_enabled: true,
					run_by_workflow: 'workflow-7',
					has_trigger: false,
					busy: false,
					last_started_at: null,
					last_status: null,
					dispatched_at: null,
				},
			],
		});
	});

	it('is told by the run that goes on, and by a Trigger that reads it', async () => {
		const workspace_id = await newWorkspace(call);
		const { answer } = await start(call, workspace_id);
		const { workspaces } = await list();
		expect(workspaces).toMatchObject([
			{
				busy: true,
				has_trigger: true,
				last_started_at: answer.started_at,
				last_status: 'running',
			},
		]);
	});

	it.each<[story: string, change: string]>([
		['whose lease is over', "lease_expires_at = now() - interval '1 second'"],
		['that somebody set to idle', "sync_status = 'idle'"],
		['without a lease', 'lease_expires_at = null'],
	])('a run %s keeps nobody from the next', async (_story, change) => {
		const workspace_id = await newWorkspace(call);
		await start(call, workspace_id);
		await db.sql.unsafe(`update servicetitan_sync_state set ${change}`);
		expect((await list()).workspaces).toMatchObject([{ busy: false }]);
		expect(await take(await list())).toEqual([workspace_id]);
	});

	it('moving the cursor by hand is no run', async () => {
		const workspace_id = await newWorkspace(call);
		await call('reset_cursor', { workspace_id, cursor: '2026-07-01T12:00:00Z', reason: 'moved' });
		expect((await list()).workspaces).toMatchObject([{ last_started_at: null }]);
	});
});

describe('taking turns', () => {
	it('takes the first so many, in the order asked for', async () => {
		const [a, b, c] = await several(3);
		const listed = await list();
		const wanted = [c, a, b].map((id) => listed.workspaces.find((w) => w.workspace_id === id));
		const inOrder = { ...listed, workspaces: wanted as Listed['workspaces'] };
		expect((await take(inOrder, { limit: 2 })).sort()).toEqual([a, c].sort());
		expect((await stateOf(b ?? '')).dispatched_at).toBeNull();
	});

	it('says when, and nothing else changes', async () => {
		const [workspace = ''] = await several(1);
		const before = await stateOf(workspace);
		const dispatch_id = randomUUID();
		await take(await list(), { dispatch_id });
		const after = await stateOf(workspace);
		expect(after).toEqual({ ...before, dispatched_at: expect.any(Date), dispatch_id });
	});

	it('gives the same again to a call that is repeated after its answer was lost', async () => {
		await several(3);
		const listed = await list();
		const dispatch_id = randomUUID();
		const first = await take(listed, { dispatch_id, limit: 2 });
		expect(first).toHaveLength(2);
		expect((await take(listed, { dispatch_id, limit: 2 })).sort()).toEqual(first.sort());
	});

	it('gives nothing to whoever looked before somebody else took', async () => {
		await several(2);
		const early = await list();
		await take(await list());
		expect(await take(early)).toEqual([]);
	});

	it('leaves out what was switched off or began to run since it was listed', async () => {
		const [off = '', running = '', free] = await several(3);
		const listed = await list();
		await call('set_enabled', { workspace_id: off, enabled: false });
		await start(call, running, { source: 'sync' });
		expect(await take(listed)).toEqual([free]);
	});

	it('waits for nobody: a row that a run holds is left out', async () => {
		const [held = '', free] = await several(2);
		const listed = await list();
		const run = await db.sql.reserve();
		await run`begin`;
		await callWith(run, 'start_run', {
			workspace_id: held,
			run_id: randomUUID(),
			mode: 'incremental',
			source: 'sync',
			consumer: null,
			tenant_id: '410387862',
			environment: 'production',
		});
		expect(await take(listed)).toEqual([free]);
		await run`rollback`;
		run.release();
	});

	it(`${DISPATCHERS} at once: each workspace goes to exactly one of them, and each gets as many as it asked for`, async () => {
		const made = await several(DISPATCHERS * 2);
		const crowd = callerOf(many);
		const lists = await Promise.all(Array.from({ length: DISPATCHERS }, () => list(crowd)));
		const taken = await Promise.all(
			lists.map((listed) => take(listed, { limit: 2, caller: crowd })),
		);
		expect(taken.flat().sort()).toEqual(made);
		expect(taken.map(({ length }) => length)).toEqual(Array(DISPATCHERS).fill(2));
	});

	it.each<[story: string, args: Record<string, unknown>]>([
		['nothing', {}],
		['no list', { workspaces: { workspace_id: 'x' } }],
		['workspaces that nobody set up', { workspaces: [{ workspace_id: 'x' }, 7, null] }],
	])('of %s takes none', async (_story, more) => {
		await several(1);
		const args = { workspaces: [], dispatch_id: randomUUID(), limit: 5, ...more };
		expect(await call('take_turns', args)).toMatchObject({ taken: [] });
	});
});
