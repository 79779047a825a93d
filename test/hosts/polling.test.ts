import { SyncUnderFire } from '../kills/support/fire';
import { watchingWorkflow } from '../kills/support/workflows';
import { Watcher } from './support/watcher';

const minutes = 60_000;

const scheduler = { N8N_SCHEDULER_ENABLED: 'true' };
const polls = { ...scheduler, N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true' };
const cursors = { ...polls, N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true' };

let sync: SyncUnderFire;
const watchers: Watcher[] = [];
const nothing = { missing: [], twice: [] };

beforeAll(async () => {
	sync = await SyncUnderFire.open(1, { n8nEnvironment: scheduler });
	await sync.scene.publish(watchingWorkflow(sync.scene.packaged.credentials));
}, 15 * minutes);

afterAll(() => sync?.scene.close(), 2 * minutes);

let changes = 0;

/** Customers that are new, and one that was there long since, another one each time. */
function change(): void {
	const { ledger, scene } = sync;
	const before = ledger.ids;
	ledger.add(3);
	const changed = ledger.ids.slice(before.length);
	const old = before[changes++ - 2];
	if (old !== undefined) {
		scene.serviceTitan.touch(old);
		changed.push(old);
	}
	for (const { due } of watchers) due.push(...changed);
}

/** All of it has arrived, through each of the workflows, and nothing of it twice. */
async function expectAll(): Promise<void> {
	await sync.caughtUp();
	for (const watcher of watchers) expect(await watcher.settled()).toEqual(nothing);
	const runs = await sync.runs(new Date(0));
	// A poll in whose middle n8n was stopped is taken over by the next one.
	const failed = runs.filter(({ status, taken_over_by }) => status === 'failed' && !taken_over_by);
	expect(failed).toEqual([]);
	const created = await sync.scene.sql`select sum(created)::int as sum from servicetitan_sync_runs`;
	expect(created).toEqual([{ sum: sync.ledger.ids.length }]);
}

/** Restarts n8n with other settings, while customers change. */
async function restart(how: 'stop' | 'kill', environment: Record<string, string>): Promise<void> {
	const { scene } = sync;
	await (how === 'kill' ? scene.killN8n() : scene.stopN8n());
	await sync.expireLease();
	change();
	await scene.startN8n(environment);
}

/** One n8n, restarted with other settings each time: each time it finds the progress that it kept before. */
describe("n8n's settings for polling", () => {
	it.each<[story: string, begin: () => Promise<void>]>([
		['the scheduler is on, and leaves polling as it was', async () => undefined],
		['the scheduler polls', () => restart('stop', polls)],
		['the scheduler polls, with durable cursors', () => restart('stop', cursors)],
		['the same after a kill -9', () => restart('kill', cursors)],
		['all is off again, as it is by default', () => restart('stop', {})],
	])(
		'%s: what changes before, at and after the start arrives, each once',
		async (_story, begin) => {
			await begin();
			watchers.push(await Watcher.publish(sync, watchers.length));
			change();
			await expectAll();
			change();
			await expectAll();
		},
		5 * minutes,
	);
});
