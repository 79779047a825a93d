import { addPeople, begunWorld, idsOf, said } from '../support/world/changes';
import type { World } from '../support/world/world';

describe('a run that was finished before its customers arrived', () => {
	let world: World;
	let ids: number[];
	beforeEach(async () => {
		world = await begunWorld();
		ids = addPeople(world, 4);
	});
	afterEach(async () => await world.end());

	const written = async () => (await world.contacts()).map(({ crm_id }) => Number(crm_id));

	/** What came late is refused or written; lost it is not. */
	const nextRun = async () => {
		world.pass(15);
		await world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;
		await world.run();
		return await written();
	};

	it('by Finish Run on a branch of its own that n8n took first: the customers arrive all the same', async () => {
		const items = await world.poll();
		await world.sync('finishRun', { runId: '' });
		await said(world.upsert(items));
		expect(await nextRun()).toEqual(ids);
	});

	it('by After This Batch in a loop: the parts behind it arrive all the same', async () => {
		const items = await world.poll();
		const options = { finishRun: 'afterThisBatch' };
		await world.upsert(items.slice(0, 2), { options });
		await said(world.upsert(items.slice(2), { options }));
		expect(await nextRun()).toEqual(ids);
	});

	it('and whose customers never come: they are left out, as was asked for', async () => {
		await world.poll();
		const [summary] = await world.sync('finishRun', { runId: '' });
		expect(summary).toMatchObject({ status: 'completed', skipped: 4 });
		expect(await nextRun()).toEqual([]);
		expect(idsOf(await world.poll())).toEqual([]);
	});
});
