import { instantOfMillis } from '../../core/instant';
import { commitOf, type Progress } from '../../core/sync/commit';
import { readChanges } from '../../sync/readChanges';
import { beginReading } from '../support/world/reader';

describe('reading what changed', () => {
	it('gets in the second of two reads only what changed in between', async () => {
		const { world, reader, simulator } = await beginReading(20);
		const { id } = simulator.addCustomer({ name: 'New' });
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
		expect(await reader.run()).toEqual([]);
		world.pass(1);
		simulator.editCustomer(id, { name: 'Newer' });
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
	});

	it('calls a customer created once, and updated ever after', async () => {
		const { world, reader, simulator } = await beginReading();
		const { id } = simulator.addCustomer({ name: 'New' });
		const events = async () => {
			const seen: string[] = [];
			for await (const { changes } of readChanges(world.connection, reader.request())) {
				seen.push(...changes.map(({ event }) => event));
			}
			return seen;
		};
		expect(await events()).toEqual(['created']);
		await reader.run();
		world.pass(1);
		simulator.editCustomer(id, { name: 'Newer' });
		expect(await events()).toEqual(['updated']);
	});

	it('moves the cursor to the start of the run by ServiceTitan, also when nothing changed', async () => {
		const { world, reader } = await beginReading(5);
		const start = instantOfMillis(world.clock.now());
		await reader.run();
		expect(reader.cursor?.slice(0, 19)).toBe(start.slice(0, 19));
		expect(reader.cursor && reader.cursor <= start).toBe(true);
	});

	it.each<[story: string, skewMs: number]>([
		['ten minutes fast', 600_000],
		['ten minutes slow', -600_000],
	])('loses nothing with a ServiceTitan clock that is %s', async (_, skewMs) => {
		const { world, reader, simulator } = await beginReading(5);
		simulator.switches.clockSkewMs = skewMs;
		const wanted: number[] = [];
		const got: number[] = [];
		for (let round = 0; round < 5; round++) {
			wanted.push(simulator.addCustomer({ name: `Round ${round}` }).id);
			world.pass(4);
			got.push(...(await reader.run()));
		}
		expect([...new Set(got)].sort()).toEqual(wanted.sort());
	});

	it('reads both edits that share one instant, though the first was handed on already', async () => {
		const { world, reader, simulator } = await beginReading();
		simulator.switches.sharedInstant = true;
		const { id } = simulator.addCustomer({ name: 'First' });
		expect(await reader.run()).toEqual([id]);
		simulator.editCustomer(id, { name: 'Second' });
		world.pass(1);
		expect(await reader.run()).toEqual([id]);
		expect(await reader.run()).toEqual([]);
	});

	describe("after ServiceTitan's clock was set back by ten minutes", () => {
		/** What the database's clock says: it goes on as if nothing had happened. */
		const setBack = async () => {
			const begun = await beginReading(5);
			begun.world.pass(-10);
			return { ...begun, later: 600_000 };
		};
		const runOf = async (
			{ world, reader }: Pick<Awaited<ReturnType<typeof setBack>>, 'world' | 'reader'>,
			later: number,
		) => await reader.run({ databaseNow: instantOfMillis(world.clock.now() + later) });

		it('loses nothing of what changes while instants come for the second time', async () => {
			const { world, reader, simulator, later } = await setBack();
			const wanted: number[] = [];
			const got: number[] = [];
			for (let round = 0; round < 8; round++) {
				wanted.push(simulator.addCustomer({ name: `Round ${round}` }).id);
				world.pass(4);
				got.push(...(await runOf({ world, reader }, later)));
			}
			expect(got.sort()).toEqual(wanted.sort());
		});

		it('loses no phone either, with the export and without it', async () => {
			const { world, reader, simulator, later } = await setBack();
			const customer = simulator.customers()[0];
			if (!customer) throw new Error('There are five customers');
			for (const permitted of [true, false]) {
				simulator.switches.exportPermitted = permitted;
				simulator.addContact(customer.id, { type: 'Phone', value: '3125550142' });
				world.pass(4);
				expect(await runOf({ world, reader }, later)).toContain(customer.id);
			}
		});

		it('says of what it reads that modifiedOn may mislead, until the clock has caught up', async () => {
			const { world, reader, simulator, later } = await setBack();
			const marks: boolean[] = [];
			for (let round = 0; round < 6; round++) {
				simulator.addCustomer({ name: `Round ${round}` });
				world.pass(4);
				const databaseNow = instantOfMillis(world.clock.now() + later);
				for await (const { changes } of readChanges(
					world.connection,
					reader.request({ databaseNow }),
				)) {
					marks.push(...changes.map(({ newerByReading }) => newerByReading === true));
				}
				await runOf({ world, reader }, later);
			}
			expect(marks).toEqual([true, true, true, true, true, false]);
		});
	});

	it('reads an open window on from its page, and moves the cursor when it is drained', async () => {
		const { world, reader, simulator } = await beginReading();
		const ids = Array.from(
			{ length: 170 },
			(_, index) => simulator.addCustomer({ name: `Person ${index}` }).id,
		);
		world.pass(15);
		const before = reader.cursor;
		const first = await reader.run({}, 2);
		expect(first).toHaveLength(100);
		expect(reader.cursor).toBe(before);
		world.pass(15);
		const second = await reader.run();
		expect([...first, ...second].sort()).toEqual(ids.sort());
		expect(reader.cursor && before && reader.cursor > before).toBe(true);
		expect(reader.window).toBeNull();
	});

	it('starts the window again from page 1 when the page size was edited meanwhile', async () => {
		const { world, reader, simulator } = await beginReading();
		const ids = Array.from(
			{ length: 170 },
			(_, index) => simulator.addCustomer({ name: `Person ${index}` }).id,
		);
		world.pass(15);
		const first = await reader.run({}, 2);
		const rest = await reader.run({ pageSize: 40 });
		expect([...new Set([...first, ...rest])].sort()).toEqual(ids.sort());
	});

	it('falls back to pages of 50 where a tenant refuses the page size', async () => {
		const { world, reader, simulator } = await beginReading(0, { pageSize: 500 });
		simulator.switches.pageSizeMax = 50;
		const ids = Array.from(
			{ length: 120 },
			(_, index) => simulator.addCustomer({ name: `Person ${index}` }).id,
		);
		world.pass(15);
		expect((await reader.run()).sort()).toEqual(ids.sort());
	});

	it('delivers an edit made between two pages in this run or the next, never in none', async () => {
		for (let seed = 1; seed <= 10; seed++) {
			const { world, reader, simulator } = await beginReading();
			const ids = Array.from(
				{ length: 160 },
				(_, index) => simulator.addCustomer({ name: `Person ${index}` }).id,
			);
			world.pass(15);
			const latest = new Map<number, string>();
			let step = seed;
			simulator.world.afterAnswer = () => {
				step = (step * 1103515245 + 12345) % 2147483648;
				const id = ids[step % ids.length] ?? 0;
				world.pass(0.01);
				simulator.editCustomer(id, { name: `Edited ${step}` });
				latest.set(id, `Edited ${step}`);
			};
			const seen = new Map<number, string | null | undefined>();
			const read = async () => {
				let progress: Progress | undefined;
				for await (const portion of readChanges(world.connection, reader.request())) {
					for (const { customer } of portion.changes) seen.set(customer.id, customer.name);
					progress = portion.progress;
				}
				if (progress) reader.keep(commitOf(progress, 300));
			};
			await read();
			simulator.world.afterAnswer = () => undefined;
			world.pass(15);
			await read();
			expect(seen.size).toBe(160);
			for (const [id, name] of latest) expect(seen.get(id)).toBe(name);
		}
	});

	it('reads again when the total says that rows were lost, and gives up after three drains', async () => {
		const { world, reader, simulator } = await beginReading();
		for (let index = 0; index < 120; index++) simulator.addCustomer({ name: `Person ${index}` });
		world.pass(15);
		// A row from before the start turns up after each drain.
		let late = 0;
		simulator.world.afterAnswer = ({ query }) => {
			const modifiedOn = instantOfMillis(world.clock.now() - 60_000);
			if (query.page === '3') simulator.addCustomer({ id: ++late, name: 'Late', modifiedOn });
		};
		const before = reader.cursor;
		await expect(reader.run()).rejects.toThrow(/read 3 times/);
		expect(reader.cursor).toBe(before);
	});

	it('hands on what changes while the first read only notes what is there', async () => {
		const { world, reader, simulator } = await beginReading(120);
		reader.cursor = null;
		reader.contactToken = null;
		reader.delivered = { customer: {}, contact_method: {} };
		for (const { id } of simulator.customers()) simulator.touch(id);
		world.pass(1);
		const [first] = simulator.customers();
		let edited = false;
		simulator.world.afterAnswer = ({ query }) => {
			if (edited || query.page !== '1') return;
			edited = true;
			world.pass(0.1);
			simulator.editCustomer(first?.id ?? 0, { name: 'Edited while it was read' });
		};
		expect(await reader.run()).toEqual([]);
		expect(edited).toBe(true);
		world.pass(1);
		expect(await reader.run()).toEqual([first?.id]);
	});

	it('goes on with a carried window though a balance that is ignored changed meanwhile', async () => {
		const { world, reader, simulator } = await beginReading(0, { excludeAccountingChanges: true });
		const ids = Array.from(
			{ length: 170 },
			(_, index) => simulator.addCustomer({ name: `Person ${index}` }).id,
		);
		world.pass(15);
		const got = await reader.run({}, 2);
		world.pass(15);
		simulator.changeBalance(ids.at(-1) ?? 0, 5);
		got.push(...(await reader.run()));
		expect([...new Set(got)].sort()).toEqual(ids.sort());
		expect(reader.window).toBeNull();
	});

	it('reads a carried window again from its first page when the total says that rows were lost', async () => {
		const { world, reader, simulator } = await beginReading();
		const ids = Array.from(
			{ length: 170 },
			(_, index) => simulator.addCustomer({ name: `Person ${index}` }).id,
		);
		world.pass(15);
		const got = await reader.run({}, 2);
		const modifiedOn = instantOfMillis(world.clock.now() - 60_000);
		ids.push(simulator.addCustomer({ id: 1, name: 'Late', modifiedOn }).id);
		got.push(...(await reader.run()));
		expect([...new Set(got)].sort()).toEqual(ids.sort());
		expect(reader.window).toBeNull();
	});

	it('ends in words on a page that promises more but is empty, or comes again and again', async () => {
		for (const kind of ['emptyPage', 'samePage'] as const) {
			const { world, reader, simulator } = await beginReading();
			for (let index = 0; index < 200; index++) simulator.addCustomer({ name: `Person ${index}` });
			world.pass(15);
			simulator.faults.rate(kind, 1, { path: '/customers' });
			await expect(reader.run()).rejects.toThrow(/promises more|again and again|read 3 times/);
		}
	});
});

describe('customers that failed before', () => {
	it('join in by their ids, and one that ServiceTitan no longer knows is noted as gone', async () => {
		const { world, reader, simulator } = await beginReading(5);
		const [known] = simulator.customers();
		expect(await reader.run({ retries: [String(known?.id), '999999999'] })).toEqual([known?.id]);
		expect(reader.lastCommit?.gone).toEqual(['999999999']);
		expect(world.waited.every((ms) => ms < 1000)).toBe(true);
	});
});
