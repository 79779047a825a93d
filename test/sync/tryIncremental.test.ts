import { instantOfMillis, parseInstant, type Instant } from '../../core/instant';
import { runIncremental } from '../../sync/runIncremental';
import { tryIncremental, type WorkspaceState } from '../../sync/tryIncremental';
import { begun, runRequest, WORKSPACE } from '../support/world/portsInMemory';

const beginSync = () => begun(runIncremental);
type World = Awaited<ReturnType<typeof beginSync>>;

const cursorOf = ({ supabase }: World): Instant | null =>
	parseInstant(supabase.state(WORKSPACE)?.last_modified_cursor ?? '') ?? null;

const stateOf = (world: World, more: Partial<WorkspaceState> = {}): WorkspaceState => ({
	workspaceId: WORKSPACE,
	cursor: cursorOf(world),
	initialSyncCompleted: true,
	contactToken: null,
	window: null,
	now: instantOfMillis(world.clock.now()),
	...more,
});

/** Everything the database holds, to see that nothing of it changed. */
const everything = ({ supabase }: World) => ({
	state: supabase.state(WORKSPACE),
	runs: supabase.runRows(WORKSPACE),
	contacts: supabase.contactRows(WORKSPACE),
	delivered: supabase.delivered(WORKSPACE),
	journal: supabase.journal.length,
});

describe('a dry run', () => {
	it('says what a run would do, page by page, and does nothing', async () => {
		const world = await beginSync();
		for (let index = 0; index < 120; index++) world.simulator.addCustomer({ name: `P ${index}` });
		world.pass(15);
		const before = everything(world);
		const summary = await tryIncremental(world.ports, runRequest(), stateOf(world));
		expect(summary).toEqual({
			runId: null,
			workspaceId: WORKSPACE,
			status: 'dryRun',
			message: '120 customers: 120 created. Nothing was written: this is what a run would do.',
			fetched: 120,
			created: 120,
			updated: 0,
			unchanged: 0,
			linked: 0,
			skipped: 0,
			failed: 0,
			remaining: 0,
			failedRows: [],
			cursorFrom: cursorOf(world),
			cursorTo: null,
			durationMs: null,
		});
		expect(everything(world)).toEqual(before);
		expect(await runIncremental(world.ports, runRequest())).toMatchObject({ created: 120 });
	});

	it('asks the database only for tries, and not at all where nothing changed', async () => {
		const world = await beginSync();
		const asked: unknown[] = [];
		const { upsert } = world.ports.contacts;
		world.ports.contacts = {
			upsert: async (request) => {
				asked.push(request);
				return await upsert(request);
			},
		};
		const summary = await tryIncremental(world.ports, runRequest(), stateOf(world));
		expect(summary.message).toMatch(/^Nothing changed in ServiceTitan\. Nothing was written/);
		expect(asked).toEqual([]);
		world.simulator.addCustomer({ name: 'New' });
		world.pass(1);
		const wishes = { link: false, skipWithoutContactMethods: true };
		const skipped = await tryIncremental(world.ports, runRequest(wishes), stateOf(world));
		expect(asked).toEqual([
			expect.objectContaining({
				...wishes,
				workspaceId: WORKSPACE,
				runId: null,
				dryRun: true,
				finish: 'never',
				workflowId: null,
			}),
		]);
		expect(skipped).toMatchObject({ fetched: 1, skipped: 1, created: 0 });
	});

	it.each<[story: string, more: Partial<WorkspaceState>, code: string]>([
		['a cursor in the future', { cursor: '2099-01-01T00:00:00.0000000Z' }, 'cursor_in_future'],
		['no cursor after the initial sync', { cursor: null }, 'cursor_missing'],
	])('refuses %s as a run does', async (_story, more, code) => {
		const world = await beginSync();
		const trying = tryIncremental(world.ports, runRequest(), stateOf(world, more));
		await expect(trying).rejects.toMatchObject({ code, facts: { workspace_id: WORKSPACE } });
	});

	it('reads from where it was told while there is no cursor', async () => {
		const world = await beginSync();
		world.simulator.addCustomer({ name: 'New' });
		world.pass(60);
		const state = stateOf(world, { cursor: null, initialSyncCompleted: false });
		const startFrom = '2026-03-01T00:00:00.0000000Z';
		const summary = await tryIncremental(world.ports, runRequest({ startFrom }), state);
		expect(summary).toMatchObject({ fetched: 1, created: 1, cursorFrom: null });
	});
});
