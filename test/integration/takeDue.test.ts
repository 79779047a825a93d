import { startWorld, WORKSPACE, type World } from '../support/world/world';

/** So that the hours below hold whenever this runs. */
const always = { from: '00:00', to: '23:59', timezone: 'Asia/Tokyo' };
/** Open for one minute a week, on a day that is neither today nor next to it. */
const never = () => {
	const day = (new Date().getUTCDay() + 3) % 7 || 7;
	return { from: '03:00', to: '03:00', days: [day], timezone: 'UTC' };
};

describe('Take Due, as a workflow runs it', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
	});
	afterEach(async () => await world.end());

	const name = (workflow: string) =>
		world.sync('setUpWorkspace', { workspaceId: WORKSPACE, runByWorkflow: workflow });
	const takeDue = async (parameters = {}) => {
		const hints: string[] = [];
		const items = await world.sync('takeDueWorkspaces', parameters, { hints });
		return { items, hints };
	};
	const another = (workspace: string, more: object = {}) => world.database.sql`
		insert into servicetitan_sync_state ${world.database.sql({ workspace_id: workspace, tenant_id: workspace, run_by_workflow: `runs ${workspace}`, ...more })}`;

	it('gives a workspace to its workflow once, and again when its interval has passed', async () => {
		await name('workflow-7');
		const { items } = await takeDue();
		expect(items).toEqual([
			{
				workspaceId: WORKSPACE,
				tenantId: expect.any(String),
				workflowId: 'workflow-7',
				dueSince: null,
				lastTurn: null,
				lastTurnAt: null,
			},
		]);
		await world.sync('runIncrementalSync');
		expect((await takeDue()).items).toEqual([]);
		await world.database.sql`
			update servicetitan_sync_state set dispatched_at = dispatched_at - interval '16 minutes'`;
		await world.database.sql`
			update servicetitan_sync_runs set started_at = started_at - interval '16 minutes'`;
		expect((await takeDue({ intervalMinutes: 17 })).items).toEqual([]);
		expect((await takeDue()).items).toMatchObject([
			{ workspaceId: WORKSPACE, dueSince: expect.any(String), lastTurn: 'completed' },
		]);
	});

	it('gives out no more than the limit, in their order, and the rest to the next', async () => {
		for (const id of ['3', '1', '2']) await another(id);
		const ids = async () => (await takeDue({ limit: 2 })).items.map((item) => item.workspaceId);
		expect([await ids(), await ids(), await ids()]).toEqual([['1', '2'], ['3'], []]);
	});

	it('leaves alone what is closed or switched off', async () => {
		const { json } = world.database.sql;
		await another('closed', { business_hours: json(never()) });
		await another('off', { sync_enabled: false });
		await another('open', { business_hours: json(always) });
		expect((await takeDue()).items).toMatchObject([{ workspaceId: 'open' }]);
	});

	it('tells a person which workspaces nobody runs, and which hours cannot be read', async () => {
		await another('7', { business_hours: world.database.sql.json({ from: 'dawn' }) });
		const { items, hints } = await takeDue();
		expect(items).toMatchObject([{ workspaceId: '7' }]);
		expect(hints).toEqual([
			expect.stringMatching(/^Workspace 7 is run all day\. The business hours cannot be read/),
			expect.stringMatching(/^Nothing runs these workspaces: 45963\. Run .*Set Up/),
		]);
	});

	it('has nothing to say where a Trigger reads the only workspace', async () => {
		await world.poll();
		expect(await takeDue()).toEqual({ items: [], hints: [] });
	});

	it('is refused to an AI agent, who would take the turn away', async () => {
		const asAgent = { nodeType: 'n8n-nodes-servicetitan-sync.serviceTitanSyncTool' };
		await expect(world.sync('takeDueWorkspaces', {}, asAgent)).rejects.toThrow(/for people/);
	});
});
