import { at, commit, newWorkspace, refusal, row, spoken, start, stored, write } from './steps';
import type { Subject } from './subject';

export const finishingStories = (subject: () => Subject): void => {
	describe('a run that hands customers out', () => {
		it('waits for all of them, whatever became of them, and then ends by itself', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			const { runs } = subject();
			await runs.checkpoint(key, { handedOut: ['1', '2', '3', '2'], fetched: 3 });
			expect(await subject().awaited(key.runId)).toEqual(['1', '2', '3']);
			expect(await runs.finish(key, { when: 'whenAllArrived' })).toMatchObject({
				outcome: 'waiting',
				remaining: 3,
			});
			const aside = { crm_id: '2', set_aside: 'failed', reason: 'unreadable' } as const;
			const first = await write(subject(), key, [row('1'), aside], { finish: 'whenAllArrived' });
			expect(first).toMatchObject({ remaining: 1, run: { outcome: 'waiting', remaining: 1 } });
			const nobody = row('3', { phone: null });
			const last = await write(subject(), key, [nobody], { finish: 'whenAllArrived' });
			expect(last).toMatchObject({ remaining: 0, run: { outcome: 'finished' } });
			expect(last.run).toMatchObject({
				run: {
					status: 'completed_with_failures',
					...{ handed_out: 3, fetched: 3, remaining: 0 },
					...{ created: 1, skipped: 1, failed: 1, updated: 0, unchanged: 0, linked: 0 },
				},
				failed_rows: [{ crm_id: '2', reason: 'unreadable' }],
			});
			expect(await subject().awaited(key.runId)).toEqual([]);
		});

		it('counts a customer that comes again as it did the first time, and a failure as what it became', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.checkpoint(key, { handedOut: ['1', '2'] });
			const unreadable = { crm_id: '2', set_aside: 'failed', reason: 'unreadable' } as const;
			const unwanted = { crm_id: '2', set_aside: 'skipped', reason: 'not wanted' } as const;
			await write(subject(), key, [row('1'), unreadable]);
			await write(subject(), key, [row('1'), unwanted]);
			await write(subject(), key, [row('1'), row('2')]);
			await write(subject(), key, [row('1'), row('2')]);
			const finished = await subject().runs.finish(key, { when: 'now' });
			expect(finished).toMatchObject({
				run: { status: 'completed', created: 2, unchanged: 0, skipped: 0, failed: 0 },
				failed_rows: [],
			});
		});

		it('leaves out on purpose what is missing when it is told to finish now', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.checkpoint(key, {
				handedOut: ['1', '2', '3'],
				commit: commit({ note: 'Noted.' }),
			});
			const answer = await write(subject(), key, [row('1')], { finish: 'now' });
			expect(answer.run).toMatchObject({
				outcome: 'finished',
				run: {
					...{ status: 'completed', created: 1, skipped: 2, remaining: 0 },
					note: 'Noted. 2 customers were left out on purpose.',
				},
			});
		});

		it('has a customer that was left out and comes all the same read by the next run', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.checkpoint(key, { handedOut: ['1', '2', '3'] });
			await write(subject(), key, [row('1')], { finish: 'now' });
			const aside = { crm_id: '3', set_aside: 'skipped', reason: 'not wanted' } as const;
			const late = write(subject(), key, [row('1'), row('2'), aside]);
			expect(await refusal(late)).toMatchObject({ code: 'not_current', closed_by: 'finished' });
			expect(await subject().awaited(key.runId)).toEqual(['3']);
			expect(await subject().failures(workspace)).toMatchObject([
				{ crm_id: '2', attempts: 1, status: 'open', run_id: null },
			]);
			const { heard } = await start(subject(), workspace);
			expect(heard).toMatchObject({ retries: ['2'], failing: 1 });
		});
	});

	describe('a finished run', () => {
		it('answers the same again, and nothing moves any more', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			const { runs } = subject();
			const first = await runs.finish(key, { when: 'now', commit: commit({ cursor_to: at(60) }) });
			const second = await runs.finish(key, { when: 'now', commit: commit({ cursor_to: at(90) }) });
			expect(second).toEqual(first);
			expect(await subject().state(workspace)).toMatchObject({
				last_modified_cursor: stored(at(60)),
				committed_cursor: stored(at(60)),
			});
		});

		it('stores cursor, token, clock and what it delivered, and sets the workspace free', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await write(subject(), key, [row('1'), row('2')]);
			const clock = { ahead_seconds: 12.5, repeated_until: null };
			const all = commit({
				...{ cursor_to: at(60), contact_token: 'token-1', clock },
				delivered: { customer: { 1: at(5) }, contact_method: { 7: at(6) } },
			} as never);
			const { runs } = subject();
			const finished = await runs.finish(key, { when: 'now', commit: all, fetched: 2 });
			expect(finished).toMatchObject({
				cursor_moved_by_user: false,
				run: { status: 'completed', fetched: 2, created: 2, cursor_from: null, cursor_to: at(60) },
			});
			expect(await subject().state(workspace)).toMatchObject({
				...{ sync_status: 'completed', run_id: null, lease_expires_at: null, last_error: null },
				...{ last_run_id: key.runId, last_sync_created: 2, total_customers_synced: 2 },
				...{ contact_token: 'token-1', read_window: null, servicetitan_clock: clock },
			});
			expect((await start(subject(), workspace)).heard).toMatchObject({
				...{ cursor: at(60), contact_token: 'token-1', window: null, clock },
				delivered: { customer: { 1: at(5) }, contact_method: { 7: at(6) } },
			});
		});

		it('keeps an open window and a cursor that stays, and both go when the cursor moves', async () => {
			const workspace = await newWorkspace(subject());
			const { runs } = subject();
			const window = { stage: 'customers', since: at(0) };
			const first = await start(subject(), workspace);
			await runs.finish(first.key, { when: 'now', commit: commit({ window } as never) });
			const second = await start(subject(), workspace);
			expect(second.heard).toMatchObject({ window, cursor: null });
			await runs.finish(second.key, { when: 'now' });
			const third = await start(subject(), workspace);
			expect(third.heard).toMatchObject({ window, cursor: null });
			const { window: _silent, ...unspoken } = commit({ cursor_to: at(9) });
			await runs.finish(third.key, { when: 'now', commit: unspoken as never });
			expect((await start(subject(), workspace)).heard).toMatchObject({
				window: null,
				cursor: at(9),
			});
		});

		it('cuts the seventh digit of its cursor, and never moves it beyond the database clock', async () => {
			const workspace = await newWorkspace(subject());
			const { runs } = subject();
			const cut = await start(subject(), workspace);
			const cursor_to = '2026-03-01T12:00:00.1234569Z';
			await runs.finish(cut.key, { when: 'now', commit: commit({ cursor_to }) });
			const ahead = await start(subject(), workspace);
			expect(ahead.heard.cursor).toBe('2026-03-01T12:00:00.1234560Z');
			const far = commit({ cursor_to: '2999-01-01T00:00:00.0000000Z' });
			await runs.finish(ahead.key, { when: 'now', commit: far });
			const { heard } = await start(subject(), workspace);
			expect(String(heard.cursor) <= heard.now).toBe(true);
		});

		it('forgets versions that cannot be met again, save those it met itself', async () => {
			const workspace = await newWorkspace(subject());
			const { runs } = subject();
			const finish = async (delivered: object, customer: string, contact_method: string | null) => {
				const { key } = await start(subject(), workspace);
				const delivered_since = { customer, contact_method };
				await runs.finish(key, {
					when: 'now',
					commit: commit({ delivered, delivered_since } as never),
				});
			};
			await finish({ customer: { 1: at(1), 2: at(5) }, contact_method: { 1: at(1) } }, at(0), null);
			await finish({ customer: { 3: at(2), 2: at(6) }, contact_method: {} }, at(4), null);
			expect(await subject().delivered(workspace)).toEqual({
				'customer/2': at(6),
				'customer/3': at(2),
				'contact_method/1': at(1),
			});
			await finish({ customer: {}, contact_method: {} }, at(0), at(3));
			expect(Object.keys(await subject().delivered(workspace)).sort()).toEqual([
				'customer/2',
				'customer/3',
			]);
		});
	});

	describe('a cursor that a person moved', () => {
		const delivered = { customer: { 1: at(5) }, contact_method: { 7: at(6) } };
		const settled = async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			const all = commit({ cursor_to: at(60), contact_token: 'token-1', delivered });
			await subject().runs.finish(key, { when: 'now', commit: all });
			return workspace;
		};

		it.each([
			['back', at(30), null],
			['forth', at(90), 'token-1'],
		])(
			'%s between two runs is where the next one begins, and nothing counts as read',
			async (_way, cursor, token) => {
				const workspace = await settled();
				await subject().changeState(workspace, {
					last_modified_cursor: cursor,
					read_window: { a: 1 },
				});
				expect((await start(subject(), workspace)).heard).toMatchObject({
					cursor,
					contact_token: token,
					window: null,
					delivered: { customer: {}, contact_method: {} },
				});
			},
		);

		it('in mid-run wins over the run, which remembers nothing of its reading', async () => {
			const workspace = await settled();
			const { key } = await start(subject(), workspace);
			await subject().changeState(workspace, { last_modified_cursor: at(10) });
			const late = commit({
				...{ cursor_to: at(120), contact_token: 'token-2', note: 'Noted.' },
				delivered: { customer: { 9: at(9) }, contact_method: {} },
			});
			expect(await subject().runs.finish(key, { when: 'now', commit: late })).toMatchObject({
				cursor_moved_by_user: true,
				run: { status: 'completed', cursor_from: at(60), cursor_to: null, note: 'Noted.' },
			});
			expect(await subject().state(workspace)).toMatchObject({
				...{ last_modified_cursor: stored(at(10)), committed_cursor: stored(at(60)) },
				...{ contact_token: 'token-1', read_window: null },
			});
			expect((await start(subject(), workspace)).heard).toMatchObject({
				...{ cursor: at(10), contact_token: null },
				delivered: { customer: {}, contact_method: {} },
			});
		});

		it('to nothing, or to what is no date, is heard of too', async () => {
			const workspace = await settled();
			await subject().changeState(workspace, { last_modified_cursor: 'infinity' });
			expect(await refusal(start(subject(), workspace))).toMatchObject({
				code: 'cursor_unreadable',
				cursor: 'infinity',
			});
			await subject().changeState(workspace, { last_modified_cursor: null });
			const { heard } = await start(subject(), workspace);
			expect(heard).toMatchObject({ cursor: null, contact_token: 'token-1' });
			expect(heard.delivered).toEqual({ customer: {}, contact_method: {} });
		});
	});

	describe('two workspaces', () => {
		it('know nothing of each other', async () => {
			const one = await newWorkspace(subject());
			const two = await newWorkspace(subject());
			const first = await start(subject(), one);
			const second = await start(subject(), two);
			await write(subject(), first.key, [row('1')]);
			expect(spoken(await write(subject(), second.key, [row('1')]))).toEqual(['created']);
			const stray = { workspaceId: two, runId: first.key.runId };
			expect(await refusal(write(subject(), stray, [row('2')]))).toMatchObject({
				code: 'not_current',
				closed_by: 'unknown',
			});
			expect(await refusal(subject().runs.finish(stray, { when: 'now' }))).toMatchObject({
				code: 'not_current',
			});
			await subject().runs.finish(first.key, {
				when: 'now',
				commit: commit({ cursor_to: at(60) }),
			});
			expect(await subject().state(two)).toMatchObject({
				...{ last_modified_cursor: null, run_id: second.key.runId, sync_status: 'running' },
			});
			expect(await subject().contactRows(two)).toHaveLength(1);
		});
	});
};
