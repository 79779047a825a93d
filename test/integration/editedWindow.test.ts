import type { IDataObject } from 'n8n-workflow';

import { addPeople, begunWorld, idsOf } from '../support/world/changes';
import { startWorld, type World } from '../support/world/world';

/** 30 customers changed, 10 a poll: a person edits the trigger's options after the first poll. */
const before = { maxCustomersPerPoll: 10, pageSize: 10 };

const edits: Array<[story: string, options: IDataObject, parameters?: IDataObject]> = [
	['a larger page', { ...before, pageSize: 25 }],
	['a smaller page', { ...before, pageSize: 3 }],
	['a page larger than ServiceTitan takes', { ...before, pageSize: 6000 }],
	['accounting changes ignored', { ...before, ignoreAccountingChanges: true }],
	['a longer lookback', { ...before, lookbackSeconds: 3600 }],
	['no lookback', { ...before, lookbackSeconds: 0 }],
	['fewer customers a poll', { maxCustomersPerPoll: 4, pageSize: 10 }],
	['all customers in one poll', { maxCustomersPerPoll: 5000, pageSize: 10 }],
	['only created ones', before, { triggerOn: 'created' }],
	['simplified items', before, { simplify: true }],
	['no options at all', {}],
];

describe('options that are edited while a window is open lose nothing, with progress in Supabase', () => {
	let world: World;
	beforeEach(async () => {
		world = await begunWorld();
	});
	afterEach(async () => await world.end());

	it.each(edits)('%s', async (_, options, parameters = {}) => {
		const wanted = addPeople(world, 30);
		const got: number[] = [];
		const pollWith = async (set: IDataObject) => {
			const items = await world.poll({}, set);
			got.push(...idsOf(items));
			if (items.length > 0) await world.upsert(items);
		};
		await pollWith({ options: before });
		expect(got).toHaveLength(10);
		for (let poll = 0; poll < 12; poll++) await pollWith({ ...parameters, options });
		expect(got).toEqual(wanted);
		expect(await world.state()).toMatchObject({ read_window: null, sync_status: 'completed' });
		expect(await world.contacts()).toHaveLength(30);
		const later = addPeople(world, 1, 'Later');
		await pollWith({ ...parameters, options });
		expect(got.slice(30)).toEqual(later);
	});
});

describe('options that are edited while a window is open lose nothing, with progress in the workflow', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
	});
	afterEach(async () => await world.end());

	it.each(edits)('%s', async (_, options, parameters = {}) => {
		const staticData: IDataObject = {};
		const got: number[] = [];
		const pollWith = async (set: IDataObject) =>
			got.push(...idsOf(await world.poll({ staticData }, { cursorStore: 'n8n', ...set })));
		await pollWith({ options: before });
		world.pass(60);
		const wanted = addPeople(world, 30);
		await pollWith({ options: before });
		expect(got).toHaveLength(10);
		for (let poll = 0; poll < 12; poll++) await pollWith({ ...parameters, options });
		expect(got).toEqual(wanted);
		expect(staticData.progress).toMatchObject({ window: null });
		const later = addPeople(world, 1, 'Later');
		await pollWith({ ...parameters, options });
		expect(got.slice(30)).toEqual(later);
	});
});
