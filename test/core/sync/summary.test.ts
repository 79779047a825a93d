import { noCounts, sentenceOf, summaryOfFinished } from '../../../core/sync/summary';
import { finishAnswer } from '../../../core/sync/run';

it.each<[fetched: number, counts: object, sentence: string]>([
	[0, {}, 'Nothing changed in ServiceTitan.'],
	[1, { created: 1 }, '1 customer: 1 created.'],
	[12, { created: 10, skipped: 2 }, '12 customers: 10 created, 2 skipped.'],
	[
		3,
		{ linked: 1, failed: 2 },
		'3 customers: 1 linked to a contact typed in by hand, 2 could not be written.',
	],
	[9, { updated: 4, unchanged: 5 }, '9 customers: 4 updated, 5 unchanged.'],
	[5, {}, '5 customers read.'],
])('%i customers: %j', (fetched, counts, sentence) => {
	expect(sentenceOf({ ...noCounts(), ...counts }, fetched)).toBe(sentence);
});

it('counts begin with nought', () => {
	expect(noCounts()).toEqual({
		created: 0,
		updated: 0,
		unchanged: 0,
		linked: 0,
		skipped: 0,
		failed: 0,
	});
});

describe('the summary of a finished run', () => {
	const answer = (run: object, more: object = {}) => {
		const parsed = finishAnswer.parse({
			outcome: 'finished',
			run: {
				run_id: 'r',
				workspace_id: '45963',
				mode: 'incremental',
				status: 'completed',
				started_at: '2026-03-02T12:00:00.5Z',
				finished_at: '2026-03-02T12:00:02Z',
				fetched: 1,
				created: 1,
				...run,
			},
			...more,
		});
		if (parsed.outcome !== 'finished') throw new Error('is finished');
		return summaryOfFinished(parsed);
	};

	it('says how long it took, by the database’s clock', () => {
		expect(answer({}).durationMs).toBe(1500);
		expect(answer({ finished_at: null }).durationMs).toBeNull();
	});

	it('keeps saying that the initial sync is missing', () => {
		expect(answer({ initial_sync_completed: false }).message).toMatch(/Run Initial Sync/);
		expect(answer({ initial_sync_completed: true }).message).toBe('1 customer: 1 created.');
	});

	it('says neither of a run that reads everybody, nor that nothing changed', () => {
		const whole = { mode: 'reconciliation', initial_sync_completed: false };
		expect(answer(whole).message).toBe('1 customer: 1 created.');
		expect(answer({ ...whole, fetched: 0, created: 0 }).message).toBe(
			'There was no customer left to read.',
		);
	});

	it('does not call a run with failed rows clean, and names at most 20 of them', () => {
		const rows = Array.from({ length: 30 }, (_, id) => ({
			crm_id: String(id),
			reason: 'too long',
		}));
		const summary = answer(
			{ status: 'completed_with_failures', failed: 30 },
			{ failed_rows: rows },
		);
		expect(summary.status).toBe('completed_with_failures');
		expect(summary.failedRows).toHaveLength(20);
		expect(summary.message).toMatch(/could not be written/);
	});

	it('says that somebody moved the cursor', () => {
		expect(answer({}, { cursor_moved_by_user: true }).message).toMatch(/stays where they put it/);
	});

	it('hands on what the database said, and says in one text what people should know', () => {
		const run = {
			fetched: 6,
			updated: 1,
			unchanged: 1,
			linked: 1,
			skipped: 1,
			failed: 1,
			remaining: 2,
			cursor_from: '2026-03-02T11:45:00Z',
			cursor_to: '2026-03-02T12:00:00Z',
			status: 'completed_with_failures',
			note: 'Removals are not seen.',
			initial_sync_completed: true,
		};
		const rows = [{ crm_id: '7', reason: 'too long' }, { crm_id: '8' }];
		expect(answer(run, { failed_rows: rows })).toEqual({
			runId: 'r',
			workspaceId: '45963',
			status: 'completed_with_failures',
			message:
				'6 customers: 1 created, 1 updated, 1 unchanged, 1 linked to a contact typed in by hand, 1 skipped, 1 could not be written. Removals are not seen.',
			fetched: 6,
			created: 1,
			updated: 1,
			unchanged: 1,
			linked: 1,
			skipped: 1,
			failed: 1,
			remaining: 2,
			failedRows: [
				{ crm_id: '7', reason: 'too long' },
				{ crm_id: '8', reason: null },
			],
			cursorFrom: '2026-03-02T11:45:00.0000000Z',
			cursorTo: '2026-03-02T12:00:00.0000000Z',
			durationMs: 1500,
		});
	});

	it('says nothing of what the database left out', () => {
		expect(answer({ status: 'finished' })).toMatchObject({
			status: 'completed',
			message: '1 customer: 1 created.',
			remaining: 0,
			failedRows: [],
			cursorFrom: null,
			cursorTo: null,
		});
	});
});
