import { handOut, type HandOutRequest } from '../../sync/handOut';
import { runIncremental } from '../../sync/runIncremental';
import { begun, runRequest, WORKSPACE } from '../support/world/portsInMemory';

const request = (more: Partial<HandOutRequest> = {}): HandOutRequest => ({
	...runRequest(),
	source: 'trigger',
	triggerOn: 'createdOrUpdated',
	maxCustomers: 5000,
	hasTime: () => true,
	...more,
});

const beginSync = () => begun(runIncremental);
type World = Awaited<ReturnType<typeof beginSync>>;

const people = ({ simulator }: World, count: number): number[] =>
	Array.from({ length: count }, (_, index) => simulator.addCustomer({ name: `P ${index}` }).id);

const lastRun = ({ supabase }: World) => supabase.runRows(WORKSPACE).at(-1);
const cursor = ({ supabase }: World) => supabase.state(WORKSPACE)?.last_modified_cursor;
const idsOf = ({ changes }: Awaited<ReturnType<typeof handOut>>) =>
	changes.map(({ customer }) => customer.id);

describe('handing out', () => {
	it('notes who is handed out, keeps the run open and moves nothing', async () => {
		const world = await beginSync();
		const before = cursor(world);
		const ids = people(world, 3);
		world.pass(15);
		const handedOut = await handOut(world.ports, request());
		expect(idsOf(handedOut)).toEqual(ids);
		expect(handedOut).toMatchObject({ workspaceId: WORKSPACE, runId: lastRun(world)?.run_id });
		expect(handedOut.summary).toBeUndefined();
		expect(world.supabase.awaited(handedOut.runId)).toEqual(ids.map(String));
		expect(lastRun(world)).toMatchObject({ status: 'running', fetched: 3, source: 'trigger' });
		expect(cursor(world)).toBe(before);
	});

	it('moves the cursor once all have arrived', async () => {
		const world = await beginSync();
		const before = cursor(world);
		people(world, 1);
		world.pass(15);
		const { runId } = await handOut(world.ports, request());
		const key = { workspaceId: WORKSPACE, runId };
		const finished = await world.ports.runs.finish(key, { when: 'now' });
		expect(finished.outcome).toBe('finished');
		expect(String(cursor(world)) > String(before)).toBe(true);
	});

	it('ends the run by itself where nothing changed, and moves the cursor', async () => {
		const world = await beginSync();
		const before = cursor(world);
		const handedOut = await handOut(world.ports, request());
		expect(handedOut).toMatchObject({
			changes: [],
			workspaceId: WORKSPACE,
			summary: {
				status: 'completed',
				fetched: 0,
				message: expect.stringMatching(/^Nothing changed/),
			},
		});
		expect(lastRun(world)).toMatchObject({ status: 'completed', run_id: handedOut.runId });
		expect(String(cursor(world)) > String(before)).toBe(true);
	});

	it('stops at the page border after so many, and goes on from there', async () => {
		const world = await beginSync();
		const before = cursor(world);
		const ids = people(world, 170);
		world.pass(15);
		const first = await handOut(world.ports, request({ maxCustomers: 60 }));
		expect(idsOf(first)).toEqual(ids.slice(0, 100));
		const key = { workspaceId: WORKSPACE, runId: first.runId };
		await world.ports.runs.finish(key, { when: 'now' });
		expect(cursor(world)).toBe(before);
		world.pass(15);
		expect(idsOf(await handOut(world.ports, request()))).toEqual(ids.slice(100));
	});

	it('takes a page that ends on the number exactly for enough', async () => {
		const world = await beginSync();
		people(world, 170);
		world.pass(15);
		expect(idsOf(await handOut(world.ports, request({ maxCustomers: 50 })))).toHaveLength(50);
	});

	it('stops after one page where the time is up, and brings the others later', async () => {
		const world = await beginSync();
		const ids = people(world, 170);
		world.pass(15);
		const first = await handOut(world.ports, request({ hasTime: () => false }));
		expect(idsOf(first)).toEqual(ids.slice(0, 50));
	});

	it('hands out only what the trigger waits for, and counts only that', async () => {
		const world = await beginSync();
		const [old] = people(world, 1);
		world.pass(15);
		await runIncremental(world.ports, runRequest());
		world.pass(15);
		world.simulator.editCustomer(old ?? 0, { name: 'Edited' });
		const [made] = people(world, 1);
		world.pass(1);
		const handedOut = await handOut(world.ports, request({ triggerOn: 'created' }));
		expect(idsOf(handedOut)).toEqual([made]);
		expect(lastRun(world)).toMatchObject({ fetched: 1 });
	});

	it('hands out what could not be written before, whatever the trigger waits for', async () => {
		let poisonous = true;
		const world = await begun(runIncremental, {
			refuses: () =>
				poisonous ? { message: 'violates check constraint', sqlstate: '23514' } : undefined,
		});
		const [id] = people(world, 1);
		world.pass(15);
		await runIncremental(world.ports, runRequest());
		poisonous = false;
		world.pass(24 * 60);
		expect(idsOf(await handOut(world.ports, request({ triggerOn: 'created' })))).toEqual([id]);
	});

	it('renews its lease while it reads slowly', async () => {
		const world = await beginSync();
		people(world, 200);
		world.pass(15);
		let renewals = 0;
		const { runs } = world.ports;
		world.ports.runs = {
			...runs,
			checkpoint: async (key, checkpoint) => {
				if (checkpoint.handedOut === undefined) renewals++;
				await runs.checkpoint(key, checkpoint);
			},
		};
		world.simulator.world.afterAnswer = () => world.pass(2);
		await handOut(world.ports, request());
		expect(renewals).toBeGreaterThanOrEqual(4);
	});

	it('that fails is recorded, and hands nothing out', async () => {
		const world = await beginSync();
		people(world, 1);
		world.pass(15);
		world.simulator.faults.rate('emptyPage', 1, { path: '/customers' });
		await expect(handOut(world.ports, request())).rejects.toThrow();
		expect(lastRun(world)).toMatchObject({ status: 'failed', failure_kind: 'malformed' });
	});
});
