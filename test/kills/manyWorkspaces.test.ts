import { Undo } from '../../demo/stage/undo';
import { openWebhookSink, type WebhookSink } from '../n8n/support/webhookSink';
import { answerOfServiceTitan } from './support/holds';
import {
	correctSecret,
	isClosed,
	openTenant,
	provisionTenants,
	type ManyTenant,
} from './support/manyTenants';
import { queueMode, twoWorkers } from './support/queueMode';
import { KillScene } from './support/scene';
import {
	countsOf,
	ended,
	letThemWait,
	onceEach,
	passInterval,
	startWatch,
	turnsSince,
	turnsWorkflow,
} from './support/turns';
import { until } from './support/until';
import type { Worker } from './support/worker';

const minutes = 60_000;
const TENANTS = 50;
/** Its secret is mistyped. */
const FAILING = 7;
/** ServiceTitan answers it last of all. */
const SLOW = 8;
/** Of each worker; there are two. */
const CONCURRENCY = 5;

const undo = new Undo();
let scene: KillScene;
let workers: Worker[];
let alerts: WebhookSink;
let tenants: ManyTenant[];

const open = () => tenants.filter((tenant) => !isClosed(tenant));
const tenantOf = (number: number): ManyTenant => {
	const found = tenants.find((tenant) => tenant.number === number);
	if (!found) throw new Error(`There is no tenant ${number}`);
	return found;
};

/** Waits until so many further executions have begun, each of which looked for somebody whose turn it is. */
async function looksAgain(times: number): Promise<void> {
	const begun = () => workers.reduce((sum, { executions }) => sum + executions, 0);
	const before = begun();
	await until(`${times} more executions`, () => begun() >= before + times);
}

beforeAll(async () => {
	alerts = await openWebhookSink();
	undo.later(() => alerts.close());
	scene = await KillScene.open({ n8nEnvironment: await queueMode(undo) });
	undo.later(() => scene.close());
	tenants = Array.from({ length: TENANTS }, (_, index) => openTenant(scene, index + 1));
	await provisionTenants(scene, tenants, FAILING);
	workers = await twoWorkers(scene.packaged.place, undo, CONCURRENCY);
}, 20 * minutes);

afterAll(() => undo.all(), 3 * minutes);

describe(`${TENANTS} workspaces, one workflow that gives out turns, two workers`, () => {
	it(
		'runs each that is open, longest waiting first, while one of them hangs and one fails',
		async () => {
			await letThemWait(scene, tenants);
			const hold = await answerOfServiceTitan(({ path }) =>
				path.includes(`/${tenantOf(SLOW).tenantId}/`),
			)(scene);
			const began = new Date();
			await scene.publish(turnsWorkflow(scene, alerts.url));
			const others = open().filter(({ number }) => number !== SLOW);
			await until('all the others', () => ended(scene, began, others));
			const [slow] = (await turnsSince(scene, began)).filter(
				({ workspace_id }) => workspace_id === tenantOf(SLOW).workspaceId,
			);
			expect(slow).toMatchObject({ status: 'running' });

			const given = await scene.sql<Array<{ workspace_id: string }>>`
				select workspace_id from servicetitan_sync_state where dispatched_at is not null order by dispatched_at`;
			const order = given.map(({ workspace_id }) => workspace_id);
			const wanted = open()
				.map(({ workspaceId }) => workspaceId)
				.reverse();
			expect([...order].sort()).toEqual([...wanted].sort());
			// Only those that were given out at the same moment may have changed places.
			const moved = order.map((id, place) => Math.abs(place - wanted.indexOf(id)));
			expect(Math.max(...moved)).toBeLessThan(2 * CONCURRENCY);

			await hold.release();
			await until('the slow one', () => ended(scene, began, open()));
			await looksAgain(3);
			expect(countsOf(await turnsSince(scene, began))).toEqual(onceEach(open()));
			for (const { executions } of workers) expect(executions).toBeGreaterThan(0);
		},
		6 * minutes,
	);

	it('says of the one that fails why, once', async () => {
		const { workspaceId } = tenantOf(FAILING);
		const [state] = await scene.sql`
			select sync_status, last_error from servicetitan_sync_state where workspace_id = ${workspaceId}`;
		expect(state).toMatchObject({
			sync_status: 'failed',
			last_error: expect.stringMatching(/Client Secret/),
		});
		expect(await alerts.heard(`workspace ${workspaceId}`)).toMatch(/Client Secret/);
	});

	it(
		'a quarter of an hour later each has its next turn, and every customer is where it belongs',
		async () => {
			for (const { number, business } of tenants)
				for (const nth of [1, 2])
					business.addCustomer({
						name: `Number${nth}, Business${number}`,
						contacts: [{ type: 'Email', value: `c${nth}@business${number}.example.com` }],
					});
			const { tokens } = scene.serviceTitan;
			const issued = tokens.issued;
			const watch = await startWatch(scene, workers);
			const began = new Date();
			await passInterval(scene, open());
			await until('the second round', () => ended(scene, began, open()));
			process.stderr.write(await watch(await turnsSince(scene, began)));
			await looksAgain(3);
			expect(countsOf(await turnsSince(scene, began))).toEqual(onceEach(open()));
			expect(alerts.texts).toHaveLength(1);
			// Each has its token from the turn before, whichever worker it was in; the one that fails never gets one.
			expect(tokens.issued - issued).toBe(0);
			const contacts = await scene.sql`
				select workspace_id, firstname, lastname, email from contacts`;
			const expected = open()
				.filter(({ number }) => number !== FAILING)
				.flatMap(({ number, workspaceId }) =>
					[1, 2].map((nth) => ({
						workspace_id: workspaceId,
						firstname: `Business${number}`,
						lastname: `Number${nth}`,
						email: `c${nth}@business${number}.example.com`,
					})),
				);
			expect([...contacts].sort(byEmail)).toEqual(expected.sort(byEmail));
		},
		6 * minutes,
	);

	it(
		'tells that it is over once the secret is right, and told of nothing else',
		async () => {
			const failing = tenantOf(FAILING);
			await correctSecret(scene, failing);
			const began = new Date();
			await passInterval(scene, [failing]);
			await until('a good run', () => ended(scene, began, [failing]));
			const over = `over: workspace ${failing.workspaceId} has had a good run again.`;
			await alerts.heard(over);
			await looksAgain(2);
			expect(alerts.texts).toHaveLength(2);
			expect((await turnsSince(scene, began)).map(({ status }) => status)).toEqual(['completed']);
		},
		3 * minutes,
	);
});

const byEmail = (a: { email?: string }, b: { email?: string }): number =>
	(a.email ?? '') < (b.email ?? '') ? -1 : 1;
