import { closedRun, finishAnswer, holder, startedRun, upsertAnswer } from '../../../core/sync/run';

const NOON = '2026-03-02T12:00:00Z';
const READ = '2026-03-02T12:00:00.0000000Z';

const started = {
	run_id: 'r',
	workspace_id: '45963',
	started_at: NOON,
	now: NOON,
	cursor: NOON,
	window: { page: 7 },
	contact_token: 'token',
	initial_sync_completed: true,
	timezone: null,
	business_hours: null,
	delivered: { customer: { '1': READ }, contact_method: {} },
	retries: ['7'],
	failing: '3',
	taken_over: { run_id: 'dead', failure: null },
};

const closed = {
	run_id: 'r',
	workspace_id: '45963',
	mode: 'incremental',
	status: 'completed',
	started_at: NOON,
	finished_at: NOON,
	cursor_from: null,
	cursor_to: NOON,
	fetched: '2',
	created: 2,
	remaining: '1',
};

const written = {
	rows: ['created', 'updated', 'unchanged', 'linked', 'skipped', 'failed'].map((outcome) => ({
		crm_id: '7',
		outcome,
	})),
	counts: { created: '1', failed: 1 },
	remaining: '4',
	run: { outcome: 'waiting', remaining: '4' },
};

/** Answers of the database are foreign data: each row is one that it must not pass for. */
type Odd = [story: string, more: object];

describe('what the start of a run answers', () => {
	it('is read with its instants to the seventh digit and its counts as numbers', () => {
		const read = startedRun.parse(started);
		expect(read).toMatchObject({ started_at: READ, now: READ, cursor: READ, failing: 3 });
		expect(read).toMatchObject({ window: { page: 7 }, retries: ['7'], contact_token: 'token' });
	});

	it('takes null for what there is not yet', () => {
		const first = { cursor: null, contact_token: null, taken_over: null, failing: undefined };
		expect(startedRun.parse({ ...started, ...first })).toMatchObject({ cursor: null, failing: 0 });
	});

	it.each<Odd>([
		['no run', { run_id: undefined }],
		['no workspace', { workspace_id: undefined }],
		['a cursor that is no time', { cursor: 'yesterday' }],
		['no cursor at all, which is not the same as none yet', { cursor: undefined }],
		['a start that is no time', { started_at: 'noon' }],
		['no time of its own', { now: undefined }],
		['no memory of what was delivered', { delivered: undefined }],
		['a memory without its streams', { delivered: {} }],
		['retries that are no ids', { retries: [7] }],
		['a count that is no number', { failing: 'many' }],
		['a take-over of no run', { taken_over: {} }],
		['no word of the initial sync', { initial_sync_completed: undefined }],
	])('with %s is refused', (_, more) => {
		expect(startedRun.safeParse({ ...started, ...more }).success).toBe(false);
	});
});

describe('a closed run', () => {
	it('is read with nought for counts that are not there', () => {
		expect(closedRun.parse(closed)).toMatchObject({
			fetched: 2,
			created: 2,
			updated: 0,
			failed: 0,
			remaining: 1,
			cursor_to: READ,
		});
	});

	it.each<Odd>([
		['no status', { status: undefined }],
		['no mode', { mode: undefined }],
		['a cursor that is no time', { cursor_to: 'soon' }],
		['half a customer', { fetched: 1.5 }],
	])('with %s is refused', (_, more) => {
		expect(closedRun.safeParse({ ...closed, ...more }).success).toBe(false);
	});
});

describe('what finishing answers', () => {
	it('is either that it waits or what the run did', () => {
		expect(finishAnswer.parse({ outcome: 'waiting', remaining: '2' })).toEqual({
			outcome: 'waiting',
			remaining: 2,
		});
		expect(finishAnswer.parse({ outcome: 'finished', run: closed })).toMatchObject({
			outcome: 'finished',
		});
	});

	it.each<Odd>([
		['another outcome', { outcome: 'perhaps' }],
		['nothing that it waits for', { outcome: 'waiting' }],
		['no run', { outcome: 'finished' }],
		['failed rows without a customer', { outcome: 'finished', run: closed, failed_rows: [{}] }],
	])('and is refused with %s', (_, answer) => {
		expect(finishAnswer.safeParse(answer).success).toBe(false);
	});
});

describe('what writing a batch answers', () => {
	it('is read with every outcome there is', () => {
		const read = upsertAnswer.parse(written);
		expect(read.rows.map(({ outcome }) => outcome).sort()).toEqual(
			written.rows.map(({ outcome }) => outcome).sort(),
		);
		expect(read.counts).toEqual({
			created: 1,
			updated: 0,
			unchanged: 0,
			linked: 0,
			skipped: 0,
			failed: 1,
		});
		expect(read).toMatchObject({ remaining: 4, run: { outcome: 'waiting', remaining: 4 } });
	});

	it.each<Odd>([
		['no rows', { rows: undefined }],
		['an outcome nobody knows', { rows: [{ crm_id: '7', outcome: 'lost' }] }],
		['a row of no customer', { rows: [{ outcome: 'created' }] }],
		['no counts', { counts: undefined }],
		['a count that is no number', { counts: { created: 'x' } }],
	])('with %s is refused', (_, more) => {
		expect(upsertAnswer.safeParse({ ...written, ...more }).success).toBe(false);
	});
});

it('who holds a workspace is told by its run, and refused where that is not said', () => {
	expect(holder.parse({ run_id: 'r', started_at: NOON })).toMatchObject({ started_at: READ });
	expect(holder.safeParse({ run_id: 'r', started_at: 'noon' }).success).toBe(false);
	expect(holder.safeParse({}).success).toBe(false);
});
