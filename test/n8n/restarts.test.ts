import type { Workflow } from '../../demo/n8n/workflow';
import { SyncUnderFire } from '../kills/support/fire';
import { answerOfServiceTitan } from '../kills/support/holds';
import { until } from '../kills/support/until';
import { watchingWorkflow } from '../kills/support/workflows';

const minutes = 60_000;

let sync: SyncUnderFire;
let workflow: Workflow & { id: string };

beforeAll(async () => {
	sync = await SyncUnderFire.open(1);
	workflow = watchingWorkflow(sync.scene.packaged.credentials);
	await sync.scene.publish(workflow);
	await sync.pause();
	sync.ledger.add(20);
	await sync.resume();
	await sync.caughtUp();
}, 15 * minutes);

afterAll(() => sync?.scene.close(), 2 * minutes);

/** As a person edits it: a node renamed, an option changed, one more node. */
function edited(): Workflow & { id: string } {
	const copy = JSON.parse(JSON.stringify(workflow).replaceAll('"Watch"', '"Watch Them"'));
	const [trigger] = copy.nodes;
	trigger.parameters.options = { ...trigger.parameters.options, pageSize: 7 };
	copy.nodes.push({
		id: 'note',
		name: 'Note',
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position: [0, 200],
		parameters: { content: 'Edited' },
	});
	return copy;
}

describe('a workflow that is edited and published again', () => {
	it(
		'goes on from where it was: what changed meanwhile arrives, and nothing else is read again',
		async () => {
			const { scene, ledger } = sync;
			await sync.pause();
			const { last_modified_cursor: before } = await scene.state();
			await scene.packaged.client.unpublish(workflow.id);
			await sync.resume();
			ledger.change(3);
			const published = new Date();
			await scene.publish(edited());
			await sync.caughtUp();
			await sync.pause();
			const [next] = await scene.sql`
				select status, fetched, cursor_from from servicetitan_sync_runs
				where started_at >= ${published} order by started_at limit 1`;
			expect(next).toEqual({ status: 'completed', fetched: 3, cursor_from: before });
		},
		6 * minutes,
	);

	it(
		'goes on with its progress in the workflow, too',
		async () => {
			const { scene, ledger } = sync;
			const { client } = scene.packaged;
			const own = watchingAlone(workflow);
			const handedOut = async () => {
				const all = await client.executions(own.id, 50);
				const read = await Promise.all(all.map(({ id }) => client.execution(id)));
				return read.flatMap(({ data }) => data.output<{ id: number }>('Watch').map(({ id }) => id));
			};
			await scene.publish(own);
			const [first = 0, second = 0] = ledger.ids;
			scene.serviceTitan.touch(first);
			await until('the first change', async () => (await handedOut()).length > 0);
			await client.unpublish(own.id);
			scene.serviceTitan.touch(second);
			const [trigger] = own.nodes;
			if (trigger) trigger.parameters = { ...trigger.parameters, options: { pageSize: 7 } };
			await scene.publish(own);
			await until('the second change', async () => (await handedOut()).length > 1);
			expect((await handedOut()).sort()).toEqual([first, second].sort());
			await client.unpublish(own.id);
		},
		6 * minutes,
	);
});

/** The trigger alone, with nothing in Supabase. */
const watchingAlone = ({ nodes: [trigger], ...rest }: Workflow): Workflow & { id: string } => ({
	...rest,
	id: 'watchingAlone001',
	name: 'Watch alone',
	connections: {},
	nodes: trigger
		? [{ ...trigger, parameters: { ...trigger.parameters, cursorStore: 'n8n', options: {} } }]
		: [],
});

describe('a poll that takes longer than the time to the next one', () => {
	beforeAll(() => sync.scene.publish(workflow), minutes);

	it(
		'comes to its end although other polls begin and end meanwhile',
		async () => {
			const { scene, ledger } = sync;
			await sync.pause();
			ledger.change(15);
			const hold = await answerOfServiceTitan(({ path }) =>
				path.endsWith('/export/customers/contacts'),
			)(scene);
			const began = new Date();
			await sync.resume();
			await hold.reached;
			await scene.forgetCalls();
			await until(
				'three more polls',
				async () => (await scene.callsOf('servicetitan_start_run')) > 2,
			);
			await hold.release();
			await sync.caughtUp();
			const [run] = await sync.runs(began);
			expect(run).toMatchObject({ status: 'completed', handed_out: 15 });
		},
		4 * minutes,
	);
});

describe('n8n that is restarted while a service is away', () => {
	beforeAll(() => sync.resume(), minutes);

	const supabase = {
		leave: () => sync.scene.outage({ kind: 'refuse' }),
		comeBack: () => sync.scene.outage(null),
	};
	const serviceTitan = {
		leave: () => sync.scene.serviceTitan.faults.rate('reset', 1, { path: /./ }),
		comeBack: () => sync.scene.serviceTitan.faults.clear(),
	};

	it.each<
		[story: string, away: Array<typeof supabase | typeof serviceTitan>, how: 'kill' | 'stop']
	>([
		['Supabase is away, n8n was killed', [supabase], 'kill'],
		['ServiceTitan is away, n8n was stopped', [serviceTitan], 'stop'],
		['both are away, n8n was killed', [supabase, serviceTitan], 'kill'],
	])(
		'%s: the sync goes on by itself once all are back',
		async (_story, away, how) => {
			const { scene, ledger } = sync;
			for (const service of away) await service.leave();
			ledger.change(5);
			const before = (await failures()).length;
			await (how === 'kill' ? scene.killN8n() : scene.stopN8n());
			await sync.expireLease();
			await scene.startN8n();
			// The first poll says nothing, lest n8n gives the trigger up; these come after it.
			await until('polls that fail', async () => (await failures()).length >= before + 2);
			for (const service of away) await service.comeBack();
			await sync.caughtUp();
			expect(await sync.contacts()).toEqual(ledger.expected());
		},
		8 * minutes,
	);

	const failures = async () => {
		const all = await sync.scene.packaged.client.executions(workflow.id, 100);
		return all.filter(({ status }) => status === 'error');
	};
});
