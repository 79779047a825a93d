import type { IDataObject } from 'n8n-workflow';

import { startWorld, WORKSPACE, type World, type WorldOptions } from './world';

/** One of the ways in which changes come from ServiceTitan to `contacts`. */
export interface Way {
	world: World;
	/** One poll with the upsert behind it, or one run in one node. @returns how many customers it brought */
	carry(options?: IDataObject, parameters?: IDataObject): Promise<number>;
	/** Where the next one begins, as it is kept. */
	cursor(): Promise<unknown>;
}

type Opened = (world: World) => Omit<Way, 'world'>;

const withSupabase: Opened = (world) => ({
	async carry(options = {}, parameters = {}) {
		const items = await world.poll({}, { options, ...parameters });
		if (items.length > 0) await world.upsert(items);
		return items.length;
	},
	cursor: async () => (await world.state()).cursor,
});

const withStaticData: Opened = (world) => {
	const staticData: { progress?: { cursor?: unknown } } = {};
	return {
		async carry(options = {}, parameters = {}) {
			const before = JSON.stringify(staticData);
			const items = await world
				.poll(
					{ staticData: staticData as IDataObject },
					{ cursorStore: 'n8n', options, ...parameters },
				)
				.catch((failure: unknown) => {
					expect(JSON.stringify(staticData)).toBe(before);
					throw failure;
				});
			// n8n keeps it as JSON between two polls.
			Object.assign(staticData, JSON.parse(JSON.stringify(staticData)));
			if (items.length > 0) await world.upsert(items, { workspaceId: WORKSPACE });
			return items.length;
		},
		cursor: async () => staticData.progress?.cursor,
	};
};

const inOneNode: Opened = (world) => ({
	async carry(options = {}) {
		const [summary] = await world.sync('runIncrementalSync', { options });
		return Number(summary?.fetched);
	},
	cursor: async () => (await world.state()).cursor,
});

export const THE_TRIGGER = 'the Trigger with Supabase';
export const THE_TRIGGER_ALONE = 'the Trigger with This Workflow';
export const ONE_NODE = 'Run Incremental Sync';

const WAYS: Record<string, Opened> = {
	[THE_TRIGGER]: withSupabase,
	[THE_TRIGGER_ALONE]: withStaticData,
	[ONE_NODE]: inOneNode,
};

export const EVERY_WAY = Object.keys(WAYS);

/** A world that goes this way, after the silent first run, a quarter of an hour after the second. */
export async function begin(way: string, options: WorldOptions = {}): Promise<Way> {
	const world = await startWorld(options);
	const open = WAYS[way];
	if (!open) throw new Error(`There is no way "${way}"`);
	const opened = open(world);
	expect(await opened.carry()).toBe(0);
	world.pass(60);
	expect(await opened.carry()).toBe(0);
	world.pass(15);
	return { world, ...opened };
}

/** A customer who can be reached. @returns its id */
export const addPerson = (world: World, name = 'Doe, Jane', more: object = {}): number =>
	world.serviceTitan.addCustomer({
		name,
		contacts: [{ type: 'Email', value: `${name.replace(/\W/g, '')}@example.com` }],
		...more,
	}).id;

/**
 * Carries until it fails. n8n's durable polling makes every poll look like the first, and the first ones are
 * silent about what may pass by itself: the fourth in a row speaks up.
 * @returns what it said
 */
export async function complaintOf({ carry }: Way, options?: IDataObject): Promise<string> {
	for (let attempt = 0; attempt < 4; attempt++) {
		const outcome = await carry(options).catch((failure: Error) => failure);
		if (outcome instanceof Error) return outcome.message;
		expect(outcome).toBe(0);
	}
	throw new Error('Nobody was told');
}
