import { RequestFailed } from '../../core/failure';
import { Refused } from '../../core/sync/refusal';
import type { StartedRun } from '../../core/sync/run';
import { withRun, type RunRequest } from '../../sync/openRun';
import type { Runs, StartRequest } from '../../sync/ports';
import type { ReadRequest } from '../../sync/readChanges';

const NOW = '2026-03-02T12:00:00.0000000Z';
const CURSOR = '2026-03-02T11:45:00.0000000Z';
const started: StartedRun = {
	run_id: 'r',
	workspace_id: '45963',
	started_at: NOW,
	now: NOW,
	cursor: CURSOR,
	window: { page: 7 },
	contact_token: 'token',
	initial_sync_completed: true,
	timezone: null,
	business_hours: null,
	delivered: { customer: { 1: 'v' }, contact_method: {} },
	retries: ['9'],
	failing: 1,
	taken_over: null,
	clock: { ahead_seconds: 3, repeated_until: null },
	newest_read_at: '2026-03-02T11:59:00.0000000Z',
	newest_read_ahead: 600,
};

const request: RunRequest = {
	workspaceId: '',
	source: 'trigger',
	consumer: { workflowId: 'w', workflowName: 'W', nodeId: 'n', nodeName: 'N' },
	tenantId: '410387862',
	environment: 'production',
	leaseMinutes: 10,
	lookbackSeconds: 300,
	pageSize: 500,
	excludeAccountingChanges: true,
	startFrom: '2026-01-01T00:00:00.0000000Z',
	includeContacts: false,
};

/** A database that starts the run it is told to, and notes what is asked of it. */
function claimed(more: Partial<StartedRun> = {}, unrecorded?: Error) {
	const asked: StartRequest[] = [];
	const failed: unknown[] = [];
	let nowMs = 1_000;
	const runs = {
		start: async (claim: StartRequest) => {
			asked.push(claim);
			nowMs += 5_000;
			return { ...started, ...more };
		},
		fail: async (...failure: unknown[]) => {
			if (unrecorded) throw unrecorded;
			failed.push(failure);
		},
	} as unknown as Runs;
	const clock = {
		now: () => nowMs,
		sleep: async () => undefined,
		chance: () => 0,
		newId: () => 'new id',
	};
	const ports = { runs, clock, inWords: (failure: unknown) => `In words: ${String(failure)}` };
	return { ports, asked, failed, pass: (ms: number) => void (nowMs += ms) };
}

describe('a run that is claimed', () => {
	it('is asked for under a new id, with who asks and for whom', async () => {
		const { ports, asked } = claimed();
		await withRun(ports, request, async () => undefined);
		const { workspaceId, source, consumer, tenantId, environment, leaseMinutes } = request;
		const who = { workspaceId, source, consumer, tenantId, environment, leaseMinutes };
		expect(asked).toEqual([{ ...who, runId: 'new id', mode: 'incremental' }]);
	});

	it('hands all that was heard and set to the reading', async () => {
		const { ports, pass } = claimed();
		const read = await withRun(ports, request, async (heard: ReadRequest, key) => {
			expect(key).toEqual({ workspaceId: '45963', runId: 'r' });
			expect(heard.elapsedMs?.()).toBe(0);
			pass(700);
			expect(heard.elapsedMs?.()).toBe(700);
			return heard;
		});
		expect(read).toMatchObject({
			cursor: CURSOR,
			startFrom: request.startFrom,
			contactToken: 'token',
			storedWindow: { page: 7 },
			delivered: started.delivered,
			retries: ['9'],
			databaseNow: NOW,
			newestReadAt: started.newest_read_at,
			// What a run wrote that was never finished says that the clock was further ahead.
			clock: { ahead_seconds: 600, repeated_until: null },
			lookbackSeconds: 300,
			pageSize: 500,
			excludeAccountingChanges: true,
			includeContacts: false,
		});
	});

	it('knows nothing of clocks and readings in a workspace that never had a run', async () => {
		const { ports } = claimed({ clock: null, newest_read_at: null, newest_read_ahead: null });
		const read = await withRun(ports, request, async (heard) => heard);
		expect([read.clock, read.newestReadAt]).toEqual([undefined, undefined]);
	});
});

describe('a run that fails', () => {
	const key = { workspaceId: '45963', runId: 'r' };
	const denied = new RequestFailed('ServiceTitan', { kind: 'denied', detail: 'no' });

	it.each<[story: string, failure: Error, kind: string]>([
		['a service that declines', denied, 'denied'],
		['a refusal of the database', new Refused('not_current', {}), 'not_current'],
		['a defect of ours', new TypeError('undefined is not a function'), 'defect'],
	])('is recorded in words before the failure goes on: %s', async (_, failure, kind) => {
		const { ports, failed } = claimed();
		const work = async () => await Promise.reject(failure);
		await expect(withRun(ports, request, work)).rejects.toBe(failure);
		expect(failed).toEqual([[key, kind, `In words: ${String(failure)}`]]);
	});

	it('goes on as a failure where what was thrown is none', async () => {
		const { ports, failed } = claimed();
		const work = async () => await Promise.reject('words' as unknown as Error);
		await expect(withRun(ports, request, work)).rejects.toEqual(new Error('words'));
		expect(failed).toEqual([[key, 'defect', 'In words: words']]);
	});

	it.each<[story: string, unrecorded: Error]>([
		['Supabase cannot be reached', new RequestFailed('Supabase', { kind: 'interrupted' } as never)],
		['another run took over', new Refused('not_current', {})],
	])('goes on as it was where it cannot be recorded: %s', async (_, unrecorded) => {
		const { ports } = claimed({}, unrecorded);
		const work = async () => await Promise.reject(denied);
		await expect(withRun(ports, request, work)).rejects.toBe(denied);
	});

	it('does not hide a defect of the recording', async () => {
		const { ports } = claimed({}, new TypeError('broken'));
		const work = async () => await Promise.reject(denied);
		await expect(withRun(ports, request, work)).rejects.toThrow('broken');
	});

	it.each<[story: string, more: Partial<StartedRun>, code: string]>([
		['a cursor in the future', { cursor: '2026-03-02T13:00:00.0000000Z' }, 'cursor_in_future'],
		['no cursor after an initial sync', { cursor: null }, 'cursor_missing'],
	])('before it reads anything: %s', async (_, more, code) => {
		const { ports, failed } = claimed(more);
		const work = jest.fn();
		await expect(withRun(ports, request, work)).rejects.toMatchObject({ code });
		expect(work).not.toHaveBeenCalled();
		expect(failed).toEqual([[key, code, expect.any(String)]]);
	});
});
