import type { CustomersContactMethod } from '../../../core/servicetitan/contactMethod';
import { initialCommitOf, newBackfill, type Backfill } from '../../../core/sync/backfill';
import { at, commit, letLeaseRunOut, newWorkspace, refusal, start, stored } from './steps';
import type { Subject } from './subject';

const INITIAL = { mode: 'initial', source: 'sync' } as const;

const backfill = (more: Partial<Backfill> = {}): Backfill => ({
	...newBackfill({
		startedAt: at(3600),
		clock: { ahead_seconds: 0, repeated_until: null },
		total: 2,
	}),
	...more,
});

const phone = (id: number, customerId: number, more: object = {}): CustomersContactMethod => ({
	...{ id, customerId, type: 'MobilePhone', value: `312555000${id}`, modifiedOn: at(0) },
	...more,
});

export const backfillingStories = (subject: () => Subject): void => {
	const begin = async () => {
		const workspace = await newWorkspace(subject());
		const { key } = await start(subject(), workspace, INITIAL);
		const stage = async (methods: CustomersContactMethod[], how: Partial<Backfill> = {}) =>
			await subject().stagedMethods.stage(key, methods, { backfill: backfill(how) });
		const values = async (...customers: number[]) => {
			const found = await subject().stagedMethods.of(key, customers);
			return found.map(({ value }) => value);
		};
		const finish = async (from: Partial<Backfill> = {}) =>
			await subject().runs.finish(key, {
				when: 'now',
				commit: initialCommitOf(backfill(from)),
			});
		return { workspace, key, stage, values, finish };
	};

	describe('contact methods that wait for their customers', () => {
		it('are there for those who ask for these customers, in this workspace', async () => {
			const { key, stage, values } = await begin();
			await stage([phone(3, 7), phone(1, 7), phone(2, 8)]);
			expect(await values(7, 9)).toEqual(['3125550001', '3125550003']);
			expect(await values()).toEqual([]);
			const elsewhere = { ...key, workspaceId: 'elsewhere' };
			expect(await subject().stagedMethods.of(elsewhere, [7])).toEqual([]);
		});

		it.each<[story: string, first: object, second: object, values: string[]]>([
			['a later version', { modifiedOn: at(1) }, { modifiedOn: at(2), value: 'new' }, ['new']],
			['the same version', { modifiedOn: at(1) }, { modifiedOn: at(1), value: 'new' }, ['new']],
			['one of no version', { modifiedOn: undefined }, { value: 'new' }, ['new']],
			['an older version', { modifiedOn: at(2) }, { modifiedOn: at(1), value: 'new' }, ['first']],
			['one that moved away', {}, { modifiedOn: at(2), customerId: 8 }, []],
		])('are replaced by a later copy, but not by an older version: %s', async (...told) => {
			const [, first, second, expected] = told;
			const copies = [phone(1, 7, { value: 'first', ...first }), phone(1, 7, second)];
			const inTwo = await begin();
			for (const copy of copies) await inTwo.stage([copy]);
			expect(await inTwo.values(7)).toEqual(expected);
			const atOnce = await begin();
			await atOnce.stage(copies);
			expect(await atOnce.values(7)).toEqual(expected);
		});

		it('are not taken from a run that is no longer the current one', async () => {
			const { workspace, stage, values } = await begin();
			await letLeaseRunOut(subject(), workspace);
			await start(subject(), workspace, INITIAL);
			const late = stage([phone(1, 7)], { customersFrom: 'late' });
			expect(await refusal(late)).toMatchObject({ code: 'not_current', closed_by: 'taken_over' });
			expect(await values(7)).toEqual([]);
			expect(await subject().state(workspace)).toMatchObject({ last_continue_from: null });
		});

		it('are kept while the initial sync is under way, and cleared when it is over', async () => {
			const { workspace, stage, values, finish } = await begin();
			await stage([phone(1, 7)]);
			await subject().stagedMethods.clear(workspace);
			expect(await values(7)).toHaveLength(1);
			await finish();
			expect(await values(7)).toEqual([]);
		});
	});

	describe('an initial sync', () => {
		it('that is interrupted goes on where it was, also after a run of another kind', async () => {
			const { workspace, key, stage } = await begin();
			const place = { stage: 'customers', contactsFrom: 'c-9', customersFrom: 'p-3' } as const;
			await stage([], place);
			await subject().runs.fail(key, 'unavailable', 'ServiceTitan is away.');
			const between = await start(subject(), workspace);
			expect(between.heard.backfill).toBeNull();
			await subject().runs.finish(between.key, { when: 'now', commit: commit() });
			const { heard } = await start(subject(), workspace, INITIAL);
			expect(heard.backfill).toEqual(backfill(place));
			expect(await subject().state(workspace)).toMatchObject({
				...{ last_continue_from: 'p-3', initial_contact_token: 'c-9' },
				initial_sync_completed: false,
			});
		});

		it('obeys a person who empties the place it would go on from', async () => {
			const { workspace, key } = await begin();
			const { runs } = subject();
			await runs.checkpoint(key, { backfill: backfill({ customersFrom: 'p-3' }) });
			await subject().changeState(workspace, { last_continue_from: null });
			await letLeaseRunOut(subject(), workspace);
			const { heard } = await start(subject(), workspace, INITIAL);
			expect(heard.backfill).toMatchObject({ customersFrom: null, customers: 0 });
		});

		it('that begins anew begins at the beginning, whatever an older system left', async () => {
			const workspace = await newWorkspace(subject());
			const left = { last_continue_from: 'old-1', initial_contact_token: 'old-2' };
			await subject().changeState(workspace, left);
			const other = await start(subject(), workspace);
			expect(await subject().state(workspace)).toMatchObject(left);
			await subject().runs.finish(other.key, { when: 'now' });
			const { heard } = await start(subject(), workspace, INITIAL);
			expect(heard.backfill).toBeNull();
			const nothing = { last_continue_from: null, initial_contact_token: null, backfill: null };
			expect(await subject().state(workspace)).toMatchObject(nothing);
		});

		it('ends with the cursor where it began, and with nothing remembered of what was read before', async () => {
			const { workspace, key } = await begin();
			const noted = commit({ delivered: { customer: { 1: at(0) }, contact_method: {} } });
			await subject().runs.finish(key, { when: 'now', commit: noted });
			const again = await start(subject(), workspace, INITIAL);
			const ended = initialCommitOf(
				backfill({ contactsFrom: 'c-12', handOverFrom: 'c-9', customersFrom: 'p-9' }),
			);
			await subject().runs.finish(again.key, { when: 'now', commit: ended });
			expect(await subject().delivered(workspace)).toEqual({});
			expect(await subject().state(workspace)).toMatchObject({
				...{ initial_sync_completed: true, backfill: null, contact_token: 'c-9' },
				...{ last_continue_from: null, initial_contact_token: null },
				last_modified_cursor: stored(ended.cursor_to ?? ''),
			});
		});

		it('is done once it was complete, unless it is asked for again', async () => {
			const { workspace, finish } = await begin();
			await finish();
			const once = start(subject(), workspace, INITIAL);
			expect(await refusal(once)).toMatchObject({ code: 'initial_sync_done' });
			const { key, heard } = await start(subject(), workspace, { ...INITIAL, again: true });
			expect(heard).toMatchObject({ backfill: null, initial_sync_completed: true });
			await subject().runs.checkpoint(key, { backfill: backfill({ customersFrom: 'p-1' }) });
			await letLeaseRunOut(subject(), workspace);
			const resumed = await start(subject(), workspace, INITIAL);
			expect(resumed.heard.backfill).toMatchObject({ customersFrom: 'p-1' });
		});

		it('leaves the cursor to a person who moved it meanwhile, and is complete all the same', async () => {
			const { workspace, stage, values, finish } = await begin();
			await stage([phone(1, 7)]);
			await subject().changeState(workspace, { last_modified_cursor: at(75) });
			expect(await finish()).toMatchObject({
				cursor_moved_by_user: true,
				run: { cursor_to: null, initial_sync_completed: true },
			});
			expect(await subject().state(workspace)).toMatchObject({
				...{ last_modified_cursor: stored(at(75)), initial_sync_completed: true, backfill: null },
			});
			expect(await values(7)).toEqual([]);
		});

		it('shows those who look how far it is', async () => {
			const { workspace, key } = await begin();
			await subject().runs.checkpoint(key, { progress: { customers: 500 } });
			await subject().runs.checkpoint(key, { fetched: 500 });
			const late = await refusal(start(subject(), workspace));
			expect(late).toMatchObject({ code: 'running', holder: { progress: { customers: 500 } } });
			expect(await subject().runRows(workspace)).toMatchObject([{ progress: { customers: 500 } }]);
		});
	});
};
