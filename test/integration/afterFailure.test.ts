import { startWorld, WORKSPACE, type World } from '../support/world/world';

describe('a run that went wrong, and the runs after it', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.sync('runIncrementalSync');
		world.pass(60);
		for (const number of [1, 2, 3]) {
			world.serviceTitan.addCustomer({
				name: `Person ${number}`,
				contacts: [{ type: 'Email', value: `person${number}@example.com` }],
			});
		}
		world.pass(15);
	});
	afterEach(async () => await world.end());

	const state = async () => {
		const { sync_status, last_error, last_sync_errors, cursor, run_id } = await world.state();
		return { sync_status, last_error, last_sync_errors, cursor, run_id };
	};
	const refusePerson2 = () =>
		world.database.sql.unsafe(`
			create function refuse() returns trigger language plpgsql as $$
			begin
				if new.lastname = '2' then raise exception 'We do not want this one'; end if;
				return new;
			end $$;
			create trigger refuse before insert or update on contacts for each row execute function refuse()`);

	it('a failure leaves status, reason and cursor; the next success clears the reason and moves on', async () => {
		const before = await state();
		const items = await world.poll();
		await world.sync('failRun', {
			workflowId: 'w1',
			startedAt: new Date().toISOString(),
			failure: 'The network went away.',
		});
		expect(await state()).toEqual({
			...before,
			sync_status: 'failed',
			last_error: expect.stringContaining('The network went away.'),
		});
		await expect(world.upsert(items)).rejects.toThrow(/no longer the current one/);
		expect(await state()).toMatchObject({ sync_status: 'failed', cursor: before.cursor });

		const again = await world.poll();
		expect(again).toHaveLength(3);
		await world.upsert(again);
		const after = await state();
		expect(after).toMatchObject({
			sync_status: 'completed',
			last_error: null,
			last_sync_errors: 0,
		});
		expect(after.cursor).not.toBe(before.cursor);
	});

	it('a run with failed rows says so in status, state and words, and the next clean one clears it', async () => {
		await refusePerson2();
		const [summary] = await world.sync('runIncrementalSync');
		expect(summary).toMatchObject({ status: 'completed_with_failures', created: 2, failed: 1 });
		expect(summary?.message).toMatch(/1 .*(failed|could not be written)/);
		expect(summary?.failedRows).toMatchObject([
			{ crm_id: expect.any(String), reason: expect.stringContaining('We do not want this one') },
		]);
		expect(await state()).toMatchObject({
			last_error: expect.stringContaining('1 row could not be written'),
			last_sync_errors: 1,
		});
		await world.database.sql`drop trigger refuse on contacts`;
		await world.database.sql`update servicetitan_sync_failures set next_attempt_at = now()`;
		expect((await world.sync('runIncrementalSync'))[0]).toMatchObject({
			status: 'completed',
			created: 1,
		});
		expect(await state()).toMatchObject({ last_error: null, last_sync_errors: 0 });
	});

	it('a person who sets sync_status to idle while a run lives fences it off: it writes nothing any more', async () => {
		const live = await world.poll();
		expect(live).toHaveLength(3);
		await world.database.sql`update servicetitan_sync_state set sync_status = 'idle'`;
		const next = await world.poll();
		expect(next).toHaveLength(3);
		const taken = await state();
		await expect(world.upsert(live)).rejects.toThrow(/no longer the current one/);
		expect(await world.contacts()).toEqual([]);
		expect(await state()).toEqual(taken);
		expect((await world.upsert(next)).summary).toMatchObject({ status: 'completed', created: 3 });
		expect(await world.contacts()).toHaveLength(3);
	});

	it('without a row of state it is said which workspace to set up, and nothing is read or written', async () => {
		await world.database.sql`delete from servicetitan_sync_state`;
		const said = await world
			.sync('runIncrementalSync', { workspaceId: WORKSPACE })
			.catch(({ message, description, httpCode }: Record<string, string>) => [
				message,
				description,
				httpCode,
			]);
		expect(said).toEqual([
			`The workspace ${WORKSPACE} has not been set up`,
			expect.stringContaining('Set Up Workspace'),
			'404',
		]);
		expect(await world.contacts()).toEqual([]);
		expect(await world.database.sql`select * from servicetitan_sync_state`).toHaveLength(0);
	});
});
