import { freshDatabase, type FreshDatabase } from '../support/supabase/freshDatabase';
import { callerOf, type Answer, type Call } from './support/callers';

let db: FreshDatabase;
let call: Call;
let workspaces = 0;
beforeAll(async () => {
	db = await freshDatabase();
	call = callerOf(db.sql);
});
afterAll(() => db.drop());

interface Alert {
	incident_id: string;
	kind: string;
	event: string;
	text: string;
}

const newWorkspace = () => `w${++workspaces}`;
const wrong = (kind: string, more = {}) => ({
	...{ kind, wrong: true, text: `${kind} is wrong`, toDo: 'Mend it.', over: `${kind} is over` },
	...more,
});
const right = (kind: string, more = {}) => ({ ...wrong(kind), wrong: false, ...more });

const note = (workspace_id: string, findings: object[], more = {}): Promise<Answer> =>
	call('note_findings', { workspace_id, findings, ...more });
const alertsOf = (answer: Answer) => answer.alerts as Alert[];
const eventsOf = (answer: Answer) => alertsOf(answer).map(({ kind, event }) => `${kind} ${event}`);
const told = (answer: Answer) => call('mark_told', { alerts: answer.alerts });

/** As if that much time had passed since. */
const later = (workspace: string, minutes: number) => db.sql`
	update servicetitan_sync_incidents set
		last_told_at = last_told_at - make_interval(mins => ${minutes}),
		telling_until = telling_until - make_interval(mins => ${minutes}),
		resolved_at = resolved_at - make_interval(mins => ${minutes})
	where workspace_id = ${workspace}`;

describe('an incident', () => {
	it('is told once when it begins and once when it ends', async () => {
		const workspace = newWorkspace();
		const first = await note(workspace, [wrong('stuck'), right('silence')]);
		expect(alertsOf(first)).toMatchObject([
			{ kind: 'stuck', event: 'opened', text: 'stuck is wrong', to_do: 'Mend it.' },
		]);
		await told(first);
		expect(eventsOf(await note(workspace, [wrong('stuck')]))).toEqual([]);
		const end = await note(workspace, [right('stuck')]);
		expect(alertsOf(end)).toMatchObject([{ event: 'resolved', over: 'stuck is over' }]);
		expect(end.open).toEqual([]);
		await told(end);
		expect(eventsOf(await note(workspace, [right('stuck')]))).toEqual([]);
	});

	it('is told by one of many checkers at once', async () => {
		const workspace = newWorkspace();
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => note(workspace, [wrong('stuck')])),
		);
		expect(answers.flatMap(eventsOf)).toEqual(['stuck opened']);
	});

	it('is told again where nobody said within ten minutes that it got through', async () => {
		const workspace = newWorkspace();
		await note(workspace, [wrong('stuck')]);
		await later(workspace, 9);
		expect(eventsOf(await note(workspace, [wrong('stuck')]))).toEqual([]);
		await later(workspace, 2);
		expect(eventsOf(await note(workspace, [wrong('stuck')]))).toEqual(['stuck opened']);
	});

	it('is told again at once where it did not get through, unless it did another way', async () => {
		const workspace = newWorkspace();
		const first = await note(workspace, [wrong('stuck')]);
		await call('mark_told', { alerts: first.alerts, sent: false });
		const second = await note(workspace, [wrong('stuck')]);
		expect(eventsOf(second)).toEqual(['stuck opened']);
		await told(second);
		await call('mark_told', { alerts: second.alerts, sent: false });
		expect(eventsOf(await note(workspace, [wrong('stuck')]))).toEqual([]);
		const end = await note(workspace, [right('stuck')]);
		await call('mark_told', { alerts: end.alerts, sent: false });
		expect(eventsOf(await note(workspace, []))).toEqual(['stuck resolved']);
	});

	it('is told to be over even where nobody knows whether its beginning got through', async () => {
		const workspace = newWorkspace();
		await note(workspace, [wrong('stuck')]);
		await later(workspace, 11);
		expect(eventsOf(await note(workspace, [right('stuck')]))).toEqual(['stuck resolved']);
	});

	it('is told to nobody where it was over before anybody could be told', async () => {
		const workspace = newWorkspace();
		await note(workspace, [wrong('stuck')], { tell: false });
		expect(eventsOf(await note(workspace, [right('stuck')]))).toEqual([]);
	});

	it('that began in quiet hours is told after them', async () => {
		const workspace = newWorkspace();
		expect(eventsOf(await note(workspace, [wrong('stuck')], { tell: false }))).toEqual([]);
		expect(eventsOf(await note(workspace, [wrong('stuck')]))).toEqual(['stuck opened']);
	});

	it('that goes on is told again after a while, or never', async () => {
		const workspace = newWorkspace();
		await told(await note(workspace, [wrong('stuck')]));
		await later(workspace, 61);
		const asked = { remind_minutes: 60 };
		expect(eventsOf(await note(workspace, [wrong('stuck')], { remind_minutes: 0 }))).toEqual([]);
		const again = await note(workspace, [wrong('stuck', { text: 'worse' })], asked);
		expect(alertsOf(again)).toMatchObject([{ event: 'still', text: 'worse' }]);
		await told(again);
		expect(eventsOf(await note(workspace, [wrong('stuck')], asked))).toEqual([]);
	});

	it('that comes back within the hour is told once that hour is over', async () => {
		const workspace = newWorkspace();
		await told(await note(workspace, [wrong('stuck')]));
		await told(await note(workspace, [right('stuck')]));
		expect(eventsOf(await note(workspace, [wrong('stuck')]))).toEqual([]);
		await later(workspace, 61);
		expect(eventsOf(await note(workspace, [wrong('stuck')]))).toEqual(['stuck opened']);
	});

	it('ends only by what is newer than its last sight', async () => {
		const workspace = newWorkspace();
		const before = new Date(Date.now() - 60_000).toISOString();
		await told(await note(workspace, [wrong('runFailed')]));
		await note(workspace, [right('runFailed', { okSince: before })]);
		const open = await note(workspace, []);
		expect(open.open).toMatchObject([{ kind: 'runFailed' }]);
		const after = new Date(Date.now() + 60_000).toISOString();
		const end = await note(workspace, [right('runFailed', { okSince: after })]);
		expect(eventsOf(end)).toEqual(['runFailed resolved']);
	});

	it('stays as it is where nothing is said of it', async () => {
		const workspace = newWorkspace();
		await told(await note(workspace, [wrong('duplicates')]));
		const answer = await note(workspace, [right('stuck')]);
		expect(eventsOf(answer)).toEqual([]);
		expect(answer.open).toMatchObject([{ kind: 'duplicates' }]);
	});

	it('is of its own workspace alone', async () => {
		const [one, other] = [newWorkspace(), newWorkspace()];
		await told(await note(one, [wrong('stuck')]));
		expect(eventsOf(await note(other, [right('stuck')]))).toEqual([]);
		expect(eventsOf(await note(other, [wrong('stuck')]))).toEqual(['stuck opened']);
	});

	it('is forgotten 90 days after its end', async () => {
		const workspace = newWorkspace();
		await told(await note(workspace, [wrong('stuck')]));
		await told(await note(workspace, [right('stuck')]));
		await later(workspace, 91 * 24 * 60);
		await note(workspace, []);
		const left = await db.sql`
			select from servicetitan_sync_incidents where workspace_id = ${workspace}`;
		expect(left).toHaveLength(0);
	});

	it('that was marked twice, or is unknown, does no harm', async () => {
		const workspace = newWorkspace();
		const first = await note(workspace, [wrong('stuck')]);
		expect(await told(first)).toMatchObject({ marked: 1 });
		expect(await told(first)).toMatchObject({ marked: 1 });
		expect(
			await call('mark_told', { alerts: [{ incident_id: 'none', event: 'opened' }] }),
		).toMatchObject({
			marked: 0,
		});
	});
});
