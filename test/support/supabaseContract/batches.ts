import { randomUUID } from 'node:crypto';

import {
	at,
	commit,
	CONSUMER,
	LONG_AGO,
	newWorkspace,
	refusal,
	row,
	spoken,
	start,
	write,
} from './steps';
import { CONSTRAINT, UNWRITABLE, type Subject } from './subject';

const AGAIN = 'skipped: the same customer is in this batch again with newer data';
const unwritable = (id: string) => row(id, { lastname: UNWRITABLE });

export const batchStories = (subject: () => Subject): void => {
	describe('a batch', () => {
		it('writes each customer once, the newest of it', async () => {
			const key = { workspaceId: await newWorkspace(subject()), runId: null };
			const rows = [
				row('1', { firstname: 'Old', source_modified_on: at(1) }),
				row('1', { firstname: 'New', source_modified_on: at(3) }),
				row('2', { firstname: 'Early', source_read_at: at(2) }),
				row('2', { firstname: 'Late', source_read_at: at(3) }),
				row('3', { firstname: 'First' }),
				row('3', { firstname: 'Last' }),
				row('4', { firstname: 'Dated' }),
				row('4', { firstname: 'Undated', source_modified_on: null }),
			];
			expect(spoken(await write(subject(), key, rows))).toEqual([
				AGAIN,
				'created',
				AGAIN,
				'created',
				AGAIN,
				'created',
				'created',
				AGAIN,
			]);
			const names = (await subject().contactRows(key.workspaceId)).map(
				({ firstname }) => firstname,
			);
			expect(names).toEqual(['New', 'Late', 'Last', 'Dated']);
		});

		it('counts rows that are set aside, and writes none of them', async () => {
			const key = { workspaceId: await newWorkspace(subject()), runId: null };
			const answer = await write(subject(), key, [
				{ crm_id: '1', set_aside: 'skipped', reason: 'not wanted' },
				{ crm_id: '2', set_aside: 'failed', reason: 'unreadable' },
				row(' 3 '),
				row(''),
			]);
			expect(spoken(answer)).toEqual([
				'skipped: not wanted',
				'failed: unreadable',
				'created',
				'failed: The item has no ServiceTitan customer id.',
			]);
			expect(answer.counts).toEqual({
				created: 1,
				updated: 0,
				unchanged: 0,
				linked: 0,
				skipped: 1,
				failed: 2,
			});
			expect(await subject().contactRows(key.workspaceId)).toMatchObject([{ crm_id: '3' }]);
			expect(await subject().failures(key.workspaceId)).toMatchObject([{ crm_id: '2' }]);
		});

		it('that comes a second time gets the first answer, also once the run is over', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			const batchId = randomUUID();
			const first = await write(subject(), key, [row('1')], { batchId, finish: 'now' });
			expect(spoken(first)).toEqual(['created']);
			const changed = [row('1', { firstname: 'Grace' }), row('2')];
			expect(await write(subject(), key, changed, { batchId })).toEqual(first);
			expect(await subject().contactRows(workspace)).toMatchObject([{ firstname: 'Ada' }]);
		});

		it('as a dry run tells what would happen, and leaves everything as it was', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await subject().runs.checkpoint(key, { handedOut: ['1'] });
			await subject().addContact({ workspace_id: workspace, phone: '3125550001' });
			const before = [await subject().contactRows(workspace), await subject().state(workspace)];
			const linked = row('1', { phone_forms: ['3125550001'] });
			const answer = await write(subject(), key, [linked, row('2'), unwritable('3')], {
				...{ dryRun: true, finish: 'now' },
			});
			expect(answer.rows).toMatchObject([
				{ outcome: 'linked' },
				{ outcome: 'created', contact_id: null },
				{ outcome: 'failed' },
			]);
			expect(answer.run).toBeNull();
			expect([await subject().contactRows(workspace), await subject().state(workspace)]).toEqual(
				before,
			);
			expect(await subject().failures(workspace)).toEqual([]);
			expect(await subject().awaited(key.runId)).toEqual(['1']);
		});

		it('without a run is refused while a run of its workflow waits for customers', async () => {
			const workspace = await newWorkspace(subject());
			const consumer = { ...CONSUMER, workflowId: `workflow of ${workspace}` };
			const { key } = await start(subject(), workspace, { consumer });
			await subject().runs.checkpoint(key, { handedOut: ['1'] });
			const lost = { workspaceId: workspace, runId: null };
			const { workflowId } = consumer;
			expect(await refusal(write(subject(), lost, [row('1')], { workflowId }))).toMatchObject({
				code: 'sync_lost',
				holder: { run_id: key.runId },
			});
			expect(spoken(await write(subject(), lost, [row('1')], { workflowId: 'another' }))).toEqual([
				'created',
			]);
		});

		it('for a workspace nobody set up is refused', async () => {
			const nowhere = { workspaceId: 'nowhere', runId: null };
			expect(await refusal(write(subject(), nowhere, [row('1')]))).toMatchObject({
				code: 'unknown_workspace',
			});
		});
	});

	describe('a row that Supabase refuses', () => {
		it('fails alone, and leaves a contact typed in by hand to itself', async () => {
			const workspace = await newWorkspace(subject());
			const key = { workspaceId: workspace, runId: null };
			await subject().addContact({ workspace_id: workspace, phone: '3125550002' });
			const linked = { ...unwritable('2'), phone_forms: ['3125550002'] };
			const answer = await write(subject(), key, [row('1'), linked, row('3')]);
			expect(spoken(answer)).toEqual([
				'created',
				`failed: Supabase refused the row: ${CONSTRAINT.message}`,
				'created',
			]);
			const contacts = await subject().contactRows(workspace);
			expect(contacts.map(({ crm_id }) => crm_id)).toEqual(['1', '3', null]);
			expect(await subject().failures(workspace)).toMatchObject([
				{ crm_id: '2', sqlstate: CONSTRAINT.sqlstate, attempts: 1, status: 'open', run_id: null },
			]);
		});

		it('is tried again ever later, at most a day, and forgotten once it is written', async () => {
			const workspace = await newWorkspace(subject());
			const waits: number[] = [];
			for (let attempt = 1; attempt <= 9; attempt += 1) {
				await write(subject(), { workspaceId: workspace, runId: null }, [unwritable('1')]);
				const [failure] = await subject().failures(workspace);
				expect(failure?.attempts).toBe(attempt);
				waits.push(minutesOf(failure));
			}
			expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
			const early = await start(subject(), workspace);
			expect(early.heard).toMatchObject({ retries: [], failing: 1 });
			await subject().runs.finish(early.key, { when: 'now' });
			await subject().changeFailures(workspace, { next_attempt_at: LONG_AGO });
			const due = await start(subject(), workspace);
			expect(due.heard).toMatchObject({ retries: ['1'], failing: 1 });
			await write(subject(), due.key, [row('1')], { finish: 'now' });
			expect(await subject().failures(workspace)).toEqual([]);
			expect((await start(subject(), workspace)).heard).toMatchObject({ retries: [], failing: 0 });
		});

		it('stays when an older item comes without a run, and is settled by one that is no older', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			const version = (source_modified_on: string) => ({ ...row('1'), source_modified_on });
			await write(subject(), key, [version('2026-07-01T00:00:00.0000000Z')]);
			const poison = version('2026-07-01T00:02:00.0000000Z');
			await write(subject(), key, [{ ...poison, columns: { nowhere: 1 } }], { finish: 'now' });
			const stray = { workspaceId: workspace, runId: null } as never;
			await write(subject(), stray, [version('2026-07-01T00:01:00.0000000Z')]);
			expect(await subject().failures(workspace)).toMatchObject([{ crm_id: '1', status: 'open' }]);
			await write(subject(), stray, [poison]);
			expect(await subject().failures(workspace)).toEqual([]);
		});

		it('of a customer that is not there right after a write is tried again', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await write(subject(), key, [unwritable('1')]);
			await subject().runs.finish(key, { when: 'now', commit: commit({ gone: ['1'] }) });
			expect(await subject().failures(workspace)).toMatchObject([{ status: 'open' }]);
		});

		it('of a customer that ServiceTitan no longer knows is noted as gone, and not tried again', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await write(subject(), key, [unwritable('1'), unwritable('2')]);
			await subject().changeFailures(workspace, { first_failed_at: LONG_AGO });
			const gone = commit({ gone: ['1', '9'] });
			const finished = await subject().runs.finish(key, { when: 'now', commit: gone });
			expect(finished).toMatchObject({
				run: { status: 'completed_with_failures', failed: 2 },
				failed_rows: [{ crm_id: '1' }, { crm_id: '2' }],
			});
			expect((await subject().state(workspace)).last_error).toBe(
				'2 rows could not be written: see servicetitan_sync_failures',
			);
			expect(await subject().failures(workspace)).toMatchObject([
				{ status: 'gone' },
				{ status: 'open' },
			]);
			await subject().changeFailures(workspace, { next_attempt_at: LONG_AGO });
			const { heard, key: next } = await start(subject(), workspace);
			expect(heard).toMatchObject({ retries: ['2'], failing: 1 });
			await write(subject(), next, [unwritable('1')]);
			expect(await subject().failures(workspace)).toMatchObject([
				{ status: 'open', attempts: 2 },
				{},
			]);
		});

		it('in a run that finishes does not count as failed once it was written after all', async () => {
			const workspace = await newWorkspace(subject());
			const { key } = await start(subject(), workspace);
			await write(subject(), key, [unwritable('1')]);
			const answer = await write(subject(), key, [row('1')], { finish: 'now' });
			expect(answer.run).toMatchObject({ run: { status: 'completed', failed: 0, created: 1 } });
		});
	});
};

const minutesOf = (
	failure: { last_failed_at: string; next_attempt_at: string } | undefined,
): number =>
	(Date.parse(failure?.next_attempt_at ?? '') - Date.parse(failure?.last_failed_at ?? '')) / 60_000;
