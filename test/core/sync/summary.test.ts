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
	[5, {}, '5 customers read.'],
])('%i customers: %j', (fetched, counts, sentence) => {
	expect(sentenceOf({ ...noCounts(), ...counts }, fetched)).toBe(sentence);
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
	});

	it('keeps saying that the initial sync is missing', () => {
		expect(answer({ initial_sync_completed: false }).message).toMatch(/Run Initial Sync/);
		expect(answer({ initial_sync_completed: true }).message).toBe('1 customer: 1 created.');
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
});
