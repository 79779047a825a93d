import { addPeople, begunWorld, cursorOf, idsOf, said } from '../support/world/changes';
import { WORKSPACE, type World } from '../support/world/world';

describe('a second trigger on one workspace', () => {
	let world: World;
	let ids: number[];
	beforeEach(async () => {
		world = await begunWorld();
		ids = addPeople(world, 3);
	});
	afterEach(async () => await world.end());

	const refused =
		/read by "Watch Customers" of the workflow "Contact sync" already.*Release Run with Take Over/;

	it.each([
		['in another workflow', { workflowId: 'w2', workflowName: 'Copy' }],
		['in the same workflow', { nodeId: 'trigger2', nodeName: 'Watch Customers 2' }],
		[
			'in the workflow imported again, which has a new id and new ids of its nodes',
			{ workflowId: 'w9', nodeId: 'trigger9' },
		],
	])('%s is refused with the name of the first, and takes nothing from it', async (_, second) => {
		const before = await world.state();
		expect(await said(world.poll(second))).toMatch(refused);
		expect(await said(world.poll(second))).toMatch(refused);
		expect(await world.state()).toEqual(before);
		expect(idsOf(await world.poll())).toEqual(ids);
		// In the middle of the first one's run, too.
		expect(await said(world.poll(second))).toMatch(refused);
	});

	describe('takes the workspace by Release Run with Take Over', () => {
		const second = { workflowId: 'w2', workflowName: 'Copy', nodeId: 'trigger2' };
		const takeOver = async () =>
			(
				await world.sync('releaseRun', { workspaceId: WORKSPACE, takeOver: true, reason: 'moved' })
			)[0];

		it('goes on from the first one’s cursor, and the first is refused from then on', async () => {
			const before = await cursorOf(world);
			expect(await takeOver()).toMatchObject({
				message: expect.stringMatching(/next trigger that polls takes this workspace/),
			});
			expect(await cursorOf(world)).toEqual(before);
			const items = await world.poll(second);
			expect(idsOf(items)).toEqual(ids);
			expect(await said(world.poll())).toMatch(/of the workflow "Copy" already/);
			expect((await world.upsert(items, {}, { workflowId: 'w2' })).summary).toMatchObject({
				status: 'completed',
				created: 3,
			});
			expect(await said(world.poll())).toMatch(/of the workflow "Copy" already/);
			world.pass(15);
			expect(await world.poll(second)).toEqual([]);
		});

		it('in the middle of a run of the first, whose customers are refused and come again', async () => {
			const items = await world.poll();
			await world.upsert(items.slice(0, 1));
			await takeOver();
			const again = await world.poll(second);
			expect(idsOf(again)).toEqual(ids);
			expect(await said(world.upsert(items.slice(1)))).toMatch(/Released by a person: moved/);
			expect((await world.upsert(again)).summary).toMatchObject({ created: 2, unchanged: 1 });
		});

		it('the old one gone, or still there: whoever polls first has it', async () => {
			await takeOver();
			expect(idsOf(await world.poll())).toEqual(ids);
			expect(await said(world.poll(second))).toMatch(refused);
		});
	});

	it('is not needed for a run by hand, which neither takes the workspace nor is refused', async () => {
		const [summary] = await world.sync('runIncrementalSync', {}, { workflowId: 'w2' });
		expect(summary).toMatchObject({ created: 3 });
		world.pass(15);
		expect(await world.poll()).toEqual([]);
	});
});
