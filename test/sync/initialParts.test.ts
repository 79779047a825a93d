import { runIncremental } from '../../sync/runIncremental';
import type { RunProgress } from '../../core/sync/runProgress';
import { runRequest } from '../support/world/portsInMemory';
import {
	forgetRecentChanges,
	initialWorld,
	lastRunOf,
	WORKSPACE,
	wrongsIn,
	type InitialWorld,
} from './initial/world';

/** What is in the table, whoever got which id when. */
const tableOf = ({ supabase }: InitialWorld): unknown[] =>
	supabase
		.contactRows(WORKSPACE)
		.map(({ crm_id, firstname, lastname, phone, email, metadata, source_modified_on }) => ({
			...{ crm_id, firstname, lastname, phone, email, metadata, source_modified_on },
		}))
		.sort((a, b) => Number(a.crm_id) - Number(b.crm_id));

describe('in parts', () => {
	/** Runs parts until it is complete, at most so many. */
	async function inParts(world: InitialWorld, handBackAfter: number, between = async () => {}) {
		const parts = [await world.copy({ handBackAfter })];
		while (!parts.at(-1)?.initialSyncCompleted && parts.length < 30) {
			await between();
			parts.push(await world.copy({ handBackAfter }));
		}
		return parts;
	}

	it('comes to the same table as in one', async () => {
		const [one, several] = [await initialWorld(), await initialWorld()];
		await one.copy();
		const parts = await inParts(several, 5);
		expect(tableOf(several)).toEqual(tableOf(one));
		expect(parts.length).toBeGreaterThan(3);
	});

	it('says after each how far it is, and what to do', async () => {
		const world = await initialWorld();
		const parts = await inParts(world, 5);
		const unfinished = parts.slice(0, -1);
		for (const part of unfinished) {
			expect(part).toMatchObject({
				status: 'unfinished',
				message: expect.stringMatching(/^\d+ of about 3\d customers.*Run it again to go on/),
			});
			expect(part.fetched).toBeLessThanOrEqual(8);
		}
		const far = unfinished.map(({ progress }) => progress.customers);
		expect(far).toEqual([...far].sort((a, b) => a - b));
		expect(new Set(far).size).toBe(far.length);
		expect(parts.at(-1)).toMatchObject({
			status: 'completed',
			message: expect.stringContaining('Together with the runs before it'),
		});
	});

	it('lets the incremental sync run in between', async () => {
		const world = await initialWorld();
		let phones = 0;
		await inParts(world, 5, async () => {
			for (const { id } of world.simulator.customers().slice(0, 12))
				world.simulator.addContact(id, { type: 'MobilePhone', value: `51255501${10 + phones++}` });
			world.pass(20);
			await runIncremental(world.ports, runRequest({ skipWithoutContactMethods: true }));
		});
		await world.goOn();
		expect(phones).toBeGreaterThan(24);
		expect(wrongsIn(world)).toEqual([]);
	});

	it('ends although everybody was modified just now, and comes again in the export', async () => {
		const world = await initialWorld();
		for (const { id } of world.simulator.customers()) world.simulator.touch(id);
		const parts = await inParts(world, 5);
		expect(parts.at(-1)?.initialSyncCompleted).toBe(true);
		expect(wrongsIn(world)).toEqual([]);
	});

	it('by lists, where the app may not read the exports', async () => {
		const world = await initialWorld();
		world.simulator.switches.exportPermitted = false;
		const parts = await inParts(world, 5);
		expect(parts.length).toBeGreaterThan(3);
		expect(wrongsIn(world)).toEqual([]);
	});
});

describe('stopped by a person or a time limit', () => {
	/** Stops at the n-th page at which it is asked. */
	const stopAt = (page: number) => {
		let asked = 0;
		return { isStopped: () => ++asked >= page };
	};

	it.each([true, false])(
		'at each page: recorded with how far it is, and the next one goes on (exports permitted: %s)',
		async (exportPermitted) => {
			let page = 1;
			for (; page < 40; page++) {
				const world = await initialWorld({ customers: 20, seed: page });
				world.simulator.switches.exportPermitted = exportPermitted;
				const stopped = await world.copy(stopAt(page)).catch((failure: Error) => failure);
				if (!(stopped instanceof Error)) break;
				expect(stopped.message).toMatch(/^Stopped by a person.*The next Run Initial Sync goes on/);
				expect(lastRunOf(world)).toMatchObject({
					status: 'failed',
					failure_kind: 'stopped',
					failure: expect.stringMatching(/\d+ (of about|so far)/),
				});
				await world.copy();
				expect(wrongsIn(world)).toEqual([]);
			}
			expect(page).toBeGreaterThan(3);
			expect(page).toBeLessThan(40);
		},
	);
});

it('says how far it is while it goes on: never backwards, up to the end', async () => {
	const world = await initialWorld({ customers: 60 });
	const seen: RunProgress[] = [];
	world.simulator.world.afterAnswer = () => {
		const progress = lastRunOf(world)?.progress;
		if (progress) seen.push(progress as unknown as RunProgress);
		world.pass(0.1);
	};
	const { progress } = await world.copy();
	const far = seen.map(({ customers }) => customers);
	expect(far).toEqual([...far].sort((a, b) => a - b));
	expect(seen.find(({ customers }) => customers === 0)?.message).toMatch(/^Reading phone numbers/);
	expect(seen.at(-1)).toMatchObject({
		total: progress.total,
		perSecond: expect.any(Number),
		estimatedEnd: expect.stringMatching(/^2026-03-02T13/),
	});
	expect(progress.customers).toBe(world.simulator.customers().length);
});

describe('of whatever many customers, few are in the memory at a time', () => {
	/** The most rows of one kind that were read and not yet written, and the most calls that wrote at once. */
	async function most(customers: number): Promise<{ rows: number; writing: number }> {
		const world = await initialWorld({ customers });
		forgetRecentChanges(world);
		const { contacts, serviceTitan } = world.ports;
		const found = { rows: 0, writing: 0 };
		let [rows, writing] = [0, 0];
		world.ports.serviceTitan = {
			...serviceTitan,
			customerExport: async (from) => {
				const reply = await serviceTitan.customerExport(from);
				found.rows = Math.max(found.rows, (rows += reply.value.data.length));
				return reply;
			},
		};
		world.ports.contacts = {
			upsert: async (asked) => {
				found.writing = Math.max(found.writing, ++writing);
				// A database slower than everything else: whoever does not wait for it piles up.
				for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
				const answer = await contacts.upsert(asked);
				rows -= asked.rows.length;
				writing--;
				return answer;
			},
		};
		await world.copy({ batchSize: 8 });
		return found;
	}

	it.each([60, 240])(
		'%i customers in pages of eight: five pages at most, two on their way',
		async (customers) => {
			expect(await most(customers)).toEqual({ rows: 40, writing: 2 });
		},
	);
});
