import { randomUUID } from 'node:crypto';
import { row, upsert } from '../support/rows';
import { consumer, handedOut, newWorkspace, start } from '../support/runs';
import { spokenOf } from './support/answered';
import { dump } from './support/dump';
import type { Target } from './support/functions';
import { openScene, type Scene } from './support/scene';

let scene: Scene;
let mine: string;
beforeAll(async () => {
	scene = await openScene();
});
beforeEach(async () => {
	mine = await newWorkspace(scene.call);
	await start(scene.call, mine);
});
afterAll(() => scene.db.drop());

const commit = { cursor_to: '2026-07-02T00:00:00Z', gone: ['2'], contact_token: 'stolen' };

describe("a run of another workspace, named together with one's own", () => {
	it.each<[story: string, name: string, more: (theirs: Target) => Record<string, unknown>]>([
		['is not kept alive', 'checkpoint_run', () => ({ handed_out: ['7'], commit, fetched: 9 })],
		['writes no contact', 'upsert_contacts', () => ({ rows: [row('1', { firstname: 'Stolen' })] })],
		[
			'writes no contact and does not end either',
			'upsert_contacts',
			() => ({ rows: [row('1')], options: { finish: 'now' } }),
		],
		['does not finish', 'finish_run', () => ({ commit, when: 'now' })],
		['does not fail', 'fail_run', () => ({ failure: 'Not mine.' })],
		['starts nothing', 'start_run', () => ({ mode: 'incremental', source: 'sync', consumer })],
	])('%s', async (_story, name, more) => {
		const before = await dump(scene.db.sql);
		const theirs = scene.bystander;
		const answer = await scene.call(name, {
			workspace_id: mine,
			run_id: theirs.run,
			...(name === 'start_run' ? { tenant_id: '410387862', environment: 'production' } : {}),
			...more(theirs),
		});
		expect(answer.outcome).toMatch(/^(not_current|nothing_open)$/);
		expect(JSON.stringify(answer)).not.toContain('bystander');
		expect(await dump(scene.db.sql)).toEqual(before);
	});

	it.each<[story: string, name: string]>([
		['is not kept alive', 'checkpoint_run'],
		['does not finish', 'finish_run'],
		['does not fail', 'fail_run'],
	])("one's own run, under the name of the other workspace, %s", async (_story, name) => {
		const { run_id } = await start(scene.call, await newWorkspace(scene.call));
		const before = await dump(scene.db.sql);
		const answer = await scene.call(name, { workspace_id: 'bystander', run_id });
		expect(answer.outcome).toMatch(/^(not_current|nothing_open)$/);
		expect(await dump(scene.db.sql)).toEqual(before);
	});
});

describe('a workflow', () => {
	it('that fails ends only runs of its own, whatever other workspaces are doing', async () => {
		const theirs = await newWorkspace(scene.call);
		await start(scene.call, theirs, { consumer: { ...consumer, workflowId: 'theirs' } });
		const before = await dump(scene.db.sql, mine);
		const answer = await scene.call('fail_run', { workflow_id: consumer.workflowId });
		expect(answer).toMatchObject({ outcome: 'failed', run: { workspace_id: mine } });
		expect(await dump(scene.db.sql, mine)).toEqual(before);
	});

	it('without a name fails nothing', async () => {
		const before = await dump(scene.db.sql);
		expect(await scene.call('fail_run', {})).toEqual({ outcome: 'nothing_open' });
		expect(await scene.call('fail_run', { workflow_id: '' })).toEqual({ outcome: 'nothing_open' });
		expect(await dump(scene.db.sql)).toEqual(before);
	});
});

describe('a batch of another workspace', () => {
	// Ids of batches are drawn by chance, so this is nobody's honest call: it has to be refused, not guessed at.
	it('is not answered from what the other one heard, and nothing is written', async () => {
		const theirs = await newWorkspace(scene.call);
		const batch_id = randomUUID();
		await upsert(scene.call, theirs, [row('1', { firstname: 'Theirs' })], { batch_id });
		const before = await dump(scene.db.sql);
		const body = { p_workspace_id: mine, p_rows: [row('2'), row('3')], p_batch_id: batch_id };
		expect(spokenOf(await scene.ask('upsert_contacts', body))).toBe('refused: rejected 23505');
		expect(await dump(scene.db.sql)).toEqual(before);
	});
});

it('a run that waits for customers counts only its own as come back', async () => {
	const theirs = await newWorkspace(scene.call);
	const other = await handedOut(scene.call, theirs, ['1', '2']);
	const ours = await newWorkspace(scene.call);
	const own = await handedOut(scene.call, ours, ['1', '2']);
	const answer = await upsert(scene.call, ours, [row('1'), row('2')], {
		run_id: own.run_id,
		options: { finish: 'when_all_arrived' },
	});
	expect(answer.run).toMatchObject({ outcome: 'finished' });
	expect(await scene.call('finish_run', { workspace_id: theirs, run_id: other.run_id })).toEqual({
		outcome: 'waiting',
		remaining: 2,
	});
});
