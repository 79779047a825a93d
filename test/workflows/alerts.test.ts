import { runCodeNode, type Surroundings } from './support/codeNode';

const summary = {
	workspaceId: '45963',
	status: 'completed',
	created: 0,
	updated: 0,
	linked: 0,
	failed: 0,
	failedRows: [],
};

const status = {
	workspace_id: '45963',
	consumer: { workflowId: 'sync' },
	timezone: 'America/Chicago',
	business_hours: null,
	sync_enabled: true,
	lease_expired: false,
	last_runs: [],
	failing: 0,
	created_at: '2026-01-01T00:00:00Z',
	last_success_at: '2026-07-01T16:55:00Z',
};

/** Noon in Chicago. */
const noon = '2026-07-01T17:00:00Z';

const problemsOf = (node: string, json: object, around: Surroundings = { now: noon }) =>
	runCodeNode(node, [{ ...json }], around)
		.filter(({ bad }) => bad)
		.map(({ topic }) => topic);

describe('the summary of a run', () => {
	it.each<[story: string, more: object, problems: string[]]>([
		['a quiet run', {}, []],
		[
			'rows that failed',
			{ failed: 2, failedRows: [{ crm_id: '7', reason: 'no' }] },
			['rows 45963'],
		],
		['as many changes as usual', { created: 1000, updated: 900, linked: 100 }, []],
		['one change too many', { created: 1000, updated: 900, linked: 101 }, ['changes 45963']],
		['unchanged rows are no changes', { unchanged: 30_000 }, []],
		['a part of a run', { status: 'waiting', failed: 1 }, ['rows 45963']],
		['a look that wrote nothing', { status: 'dryRun', failed: 1, created: 9000 }, []],
	])('%s', (_, more, problems) => {
		expect(problemsOf('Judge Run', { ...summary, ...more })).toEqual(problems);
	});

	it('names some of the rows that failed, and why', () => {
		const failedRows = [1, 2, 3, 4, 5, 6].map((id) => ({ crm_id: `${id}`, reason: 'too long' }));
		const said = runCodeNode('Judge Run', [{ ...summary, failed: 40, failedRows }], { now: noon });
		expect(said.find(({ bad }) => bad)?.text).toBe(
			'Workspace 45963: customers that could not be written: 40, for example 1 (too long); 2 (too long); 3 (too long); 4 (too long); 5 (too long). They are tried again by themselves; the table servicetitan_sync_failures names all of them.',
		);
	});

	it('ends what had failed, unless more of the run is to come', () => {
		const rightOf = (of: string) =>
			runCodeNode('Judge Run', [{ ...summary, status: of }], { now: noon })
				.filter(({ bad }) => !bad)
				.map(({ topic }) => topic);
		expect(rightOf('completed')).toContain('failure');
		expect(rightOf('waiting')).not.toContain('failure');
	});
});

describe('the status of a workspace', () => {
	const brokenOff = {
		failure_kind: 'interrupted',
		failure: 'The run gave no sign of life since 16:40; the next run took over.',
		finished_at: '2026-07-01T16:45:00Z',
	};

	it.each<[story: string, more: object, problems: string[]]>([
		['all is well', {}, []],
		['switched off', { sync_enabled: false }, ['off 45963']],
		['silent for an hour', { last_success_at: '2026-07-01T16:00:00Z' }, []],
		['silent for longer', { last_success_at: '2026-07-01T15:58:00Z' }, ['silence 45963']],
		['never a good run', { last_success_at: null }, ['silence 45963']],
		[
			'silent because it is switched off',
			{ last_success_at: null, sync_enabled: false },
			['off 45963'],
		],
		['a run that gives no sign of life', { lease_expired: true }, ['stuck 45963']],
		['a run that was taken over', { last_runs: [brokenOff] }, ['stuck 45963']],
		[
			'one that was taken over long ago',
			{ last_runs: [{ ...brokenOff, finished_at: '2026-07-01T16:29:00Z' }] },
			[],
		],
		[
			'one that a person released',
			{ last_runs: [{ ...brokenOff, failure: 'Released by a person: moved' }] },
			[],
		],
		[
			'a workspace that another workflow reads',
			{ sync_enabled: false, consumer: { workflowId: 'b' } },
			[],
		],
		['a workspace that nobody reads yet', { last_success_at: null, consumer: null }, []],
	])('%s', (_, more, problems) => {
		expect(problemsOf('Judge Status', { ...status, ...more })).toEqual(problems);
	});

	const weekdays = { from: '06:00', to: '20:00', days: ['monday', 'tuesday', 'wednesday'] };
	const late = { from: '22:00', to: '04:00', days: ['wednesday'] };
	const typed = { from: '6:00', to: '20:00:00', days: ['Mon', 2, 'WEDNESDAY'] };
	it.each<[story: string, now: string, hours: object | null, told: boolean]>([
		['at night nobody expects a run', '2026-07-01T02:00-05:00', null, false],
		['the first run of the day has its time', '2026-07-01T06:59-05:00', null, false],
		['an hour after the day began', '2026-07-01T07:00-05:00', null, true],
		['the last minute of the day', '2026-07-01T20:00-05:00', null, true],
		['a minute after it', '2026-07-01T20:01-05:00', null, false],
		['on a day without hours', '2026-07-02T12:00-05:00', weekdays, false],
		['on a day with hours', '2026-07-01T12:00-05:00', weekdays, true],
		['in hours as people type them', '2026-07-01T07:00-05:00', typed, true],
		['in their last minute', '2026-07-01T20:00-05:00', typed, true],
		['before them', '2026-07-01T05:59-05:00', typed, false],
		['on a day without them', '2026-07-02T12:00-05:00', typed, false],
		['in hours across midnight', '2026-07-02T03:00-05:00', late, true],
		['before hours across midnight', '2026-07-01T21:00-05:00', late, false],
		['after midnight of a day without hours', '2026-07-01T03:00-05:00', late, false],
	])('silence: %s', (_, now, business_hours, told) => {
		const silent = { ...status, business_hours, last_success_at: '2026-06-29T00:00:00Z' };
		expect(problemsOf('Judge Status', silent, { now })).toEqual(told ? ['silence 45963'] : []);
	});

	it('that cannot be read is a failure, in the usual hours', () => {
		const gone = { error: 'Supabase cannot be reached', description: 'Look at its status page.' };
		expect(problemsOf('Judge Status', gone, { now: '2026-07-01T12:00-05:00' })).toEqual([
			'failure',
		]);
		expect(problemsOf('Judge Status', gone, { now: '2026-07-01T03:00-05:00' })).toEqual([]);
	});
});

describe('a failure', () => {
	const textOf = (json: object) =>
		runCodeNode('Judge Failure', [{ ...json }], { now: noon })[0]?.text;

	it('is told with what to do and where to look', () => {
		expect(
			textOf({
				failure: 'Supabase cannot be reached',
				advice: 'Look at its status page.',
				execution: 'https://n8n.example/workflow/1/executions/2',
			}),
		).toBe(
			'Supabase cannot be reached. Look at its status page. Nothing is lost: the next run reads again. https://n8n.example/workflow/1/executions/2',
		);
	});

	it.each([
		'The execution was cancelled manually',
		'The execution was cancelled because it timed out',
		'The execution was stopped',
	])('is put right where it is the time limit that n8n speaks of: %s', (failure) => {
		expect(textOf({ failure, advice: '', execution: '' })).toBe(
			'The execution was stopped by the time limit or by a person. Nothing is lost: the next run reads again.',
		);
	});
});
