import { Clock } from '../../../workflows/statusPage/clock';
import { workspaceIn } from '../../../workflows/statusPage/read';
import { verdictOn, type Level } from '../../../workflows/statusPage/verdict';
import { failing, fresh, NOW, run, runs, state } from './support/states';

type Json = Record<string, unknown>;

const verdictAt = (given: Json, now = NOW) => {
	const workspace = workspaceIn(given);
	return verdictOn(workspace, new Clock(now.toMillis(), [workspace.zone]));
};

const incident = (kind: string) => ({
	open_incidents: [{ kind, text: `${kind}!`, to_do: 'Mend.' }],
});
const failed = run(7, { status: 'failed', failure: 'Supabase refused the key.' });
const hoursAgo = (hours: number) => NOW.minus({ hours }).toISO();

it.each<[story: string, state: Json, level: Level, says: RegExp | null]>([
	['all is well', state(), 'ok', null],
	['a run goes on', state({ run: { run_id: 'r', started_at: hoursAgo(0.1) } }), 'ok', null],
	['nothing has run yet', fresh(), 'none', /Run Initial Sync/],
	['it is switched off', state({ sync_enabled: false }), 'off', /Set Enabled/],
	[
		'it is switched off, whatever was wrong before',
		failing({ sync_enabled: false }),
		'off',
		/Set Enabled/,
	],
	['the last run failed', state({ last_runs: [failed] }), 'problem', /refused the key/],
	['a run failed before', state({ last_runs: [run(7), { ...failed }] }), 'ok', null],
	[
		'a run goes on after one that failed',
		state({ last_runs: [run(1, { status: 'running', finished_at: null }), failed] }),
		'problem',
		/refused the key/,
	],
	['one is overdue by day', state({ next_due_at: hoursAgo(2) }), 'problem', /published/],
	['one is a little late', state({ next_due_at: hoursAgo(0.5) }), 'ok', null],
	['Check Health says so', state(incident('silence')), 'problem', /Silence!.*Mend\./],
	['Check Health warns', state(incident('manyChanges')), 'warning', /ManyChanges!/],
	['a run broke off', state({ lease_expired: true }), 'warning', /Release Run/],
	['rows fail', state({ failing: 3 }), 'warning', /3 customers cannot be written/],
	['the initial sync is missing', state({ initial_sync_completed: false }), 'warning', /Initial/],
])('%s', (_story, given, level, says) => {
	const { level: found, findings } = verdictAt(given);
	expect(found).toBe(level);
	const words = findings.map(({ text, toDo }) => `${text} ${toDo}`).join(' ');
	if (says === null) expect(findings).toEqual([]);
	else expect(words).toMatch(says);
});

describe('a run that is due in the night', () => {
	const night = NOW.plus({ hours: 8 });
	const due = { next_due_at: NOW.plus({ hours: 5 }).toISO() };

	it('is not missed where the workflow keeps the hours', () => {
		expect(verdictAt(state(due), night).level).toBe('ok');
	});

	it('is missed where the workspace itself is open', () => {
		const open = { business_hours: { from: '00:00', to: '23:59' } };
		expect(verdictAt(state({ ...due, ...open }), night).level).toBe('problem');
	});
});

it('names the worst first, and nothing twice', () => {
	const { level, findings } = verdictAt(
		failing({ open_incidents: [...(failing().open_incidents as Json[])].reverse() }),
	);
	expect(level).toBe('problem');
	expect(findings.map(({ text }) => text)).toEqual([
		'The last run failed: Supabase refused the key.',
		'2 customers cannot be written.',
	]);
});

it.each<[unknown]>([[null], ['soon'], [{}], [[]], [-5], ['9'.repeat(400)]])(
	'takes a state full of %p for one that knows nothing',
	(value) => {
		const names = Object.keys(state());
		const odd = Object.fromEntries(names.map((name) => [name, value]));
		expect(() => verdictAt(odd)).not.toThrow();
		const inside = { last_runs: [odd], open_incidents: [odd], failing_rows: [odd], rates: odd };
		expect(() => verdictAt(state(inside))).not.toThrow();
	},
);

it('counts a reset of the cursor for no run', () => {
	const reset = run(1, { mode: 'reset', status: 'failed' });
	expect(workspaceIn(state({ last_runs: [reset, ...runs(3)] })).runs).toHaveLength(3);
});
