import { parameterProblems } from '../n8n/support/parameterProblems';
import type { NodeType, WorkflowNode } from '../../demo/n8n/workflow';
import { files, manifest, read } from './support/checkout';
import { load } from './support/loaded';
import { packed } from './support/packed';

interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	settings: { executionTimeout?: number; timezone?: string; executionOrder?: string };
}

const paths = files().filter((path) => /^workflows\/.*\.json$/.test(path));
const workflowIn = (path: string) => JSON.parse(read(path)) as WorkflowFile;
const prefix = `${manifest.name}.`;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What a key, a token or the address of somebody's webhook looks like. */
const secrets = /hooks\.slack\.com\/services\/\w|sb_secret_|eyJ[\w-]{10}|Bearer \w|xox[a-z]-/;

let types: NodeType[];

beforeAll(() => {
	types = load(packed().folder).nodes.map(
		({ description }) =>
			({ ...description, name: prefix + description.name }) as unknown as NodeType,
	);
}, 300_000);

/** n8n itself gives every polling trigger its times. */
const ownParameters = (node: WorkflowNode): WorkflowNode => {
	const { pollTimes: _, ...parameters } = node.parameters;
	return { ...node, parameters };
};

it('there is the main workflow', () => {
	expect(paths).toContain('workflows/servicetitan-contact-sync.json');
});

describe.each(paths)('%s', (path) => {
	const workflow = workflowIn(path);
	const names = workflow.nodes.map(({ name }) => name);

	it('gives each node a name and an id of its own', () => {
		const ids = workflow.nodes.map(({ id }) => id);
		expect(names).toEqual([...new Set(names)]);
		expect(ids).toEqual([...new Set(ids)]);
		expect(ids.filter((id) => !uuid.test(id))).toEqual([]);
	});

	it('connects nodes that are there, and names nodes that are there in its expressions', () => {
		const targets = Object.values(workflow.connections).flatMap(({ main }) => main.flat());
		const named = [...JSON.stringify(workflow.nodes).matchAll(/\$\('([^']+)'\)/g)];
		const used = [
			...Object.keys(workflow.connections),
			...targets.map(({ node }) => node),
			...named.map(([, name]) => name ?? ''),
		];
		expect(used.filter((name) => !names.includes(name))).toEqual([]);
	});

	it('carries no credential, no secret, and nothing of the n8n it was made in', () => {
		expect(workflow.nodes.filter((node) => 'credentials' in node)).toEqual([]);
		expect(read(path)).not.toMatch(secrets);
		expect(Object.keys(workflow).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
	});

	it('sets only parameters that our nodes have and show', () => {
		const ours = workflow.nodes.filter(({ type }) => type.startsWith(prefix));
		expect(ours.length).toBeGreaterThan(0);
		expect(ours.flatMap((node) => parameterProblems(ownParameters(node), types))).toEqual([]);
	});

	it("leaves the time zone to n8n, and runs branch after branch as today's n8n does", () => {
		expect(workflow.settings.timezone).toBeUndefined();
		expect(workflow.settings.executionOrder).toBe('v1');
	});
});

describe('the main workflow', () => {
	const { nodes, settings } = workflowIn('workflows/servicetitan-contact-sync.json');
	const nodeOf = (type: string) => nodes.find((node) => node.type === prefix + type);

	it('polls every 15 minutes, and no execution lasts until the next poll', () => {
		const every = { item: [{ mode: 'everyX', value: 15, unit: 'minutes' }] };
		expect(nodeOf('serviceTitanTrigger')?.parameters.pollTimes).toEqual(every);
		expect(settings.executionTimeout).toBeGreaterThan(60);
		expect(settings.executionTimeout).toBeLessThan(15 * 60);
	});

	it('keeps its progress in Supabase and leaves the hours to the workspace', () => {
		expect(nodeOf('serviceTitanTrigger')?.parameters).toMatchObject({
			cursorStore: 'supabase',
			onlyBusinessHours: true,
			businessHours: {},
			workspaceId: { value: '' },
		});
	});

	it('tells the set-up in its order', () => {
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		const setUp = String(notes.find(({ name }) => /set-up/i.test(name))?.parameters.content);
		const steps = [
			'Credentials',
			'Get Setup SQL',
			'Set Up Workspace',
			'Run Initial Sync',
			'publish',
		];
		const places = steps.map((step) => setUp.indexOf(step));
		expect(places).not.toContain(-1);
		expect(places).toEqual([...places].sort((a, b) => a - b));
	});

	it('has e-mail switched off until somebody wants it', () => {
		const off = nodes.filter(({ disabled }) => disabled).map(({ type }) => type);
		expect(off).toEqual(['n8n-nodes-base.emailSend']);
	});
});

describe('the workflow that gives out turns', () => {
	const { nodes, connections, settings } = workflowIn(
		'workflows/servicetitan-many-workspaces.json',
	);
	const named = (name: string) => nodes.find((node) => node.name === name);

	it('takes one workspace at a time, waits for its end, and then takes the next', () => {
		expect(named('Take Next Workspace')?.parameters).toMatchObject({ limit: 1 });
		expect(named('Run Workspace')?.parameters).toMatchObject({
			workflowId: { value: '={{ $json.workflowId }}' },
			options: { waitForSubWorkflow: true },
		});
		const next = connections['Take Another?']?.main.flat().map(({ node }) => node);
		expect(next).toEqual(['Take Next Workspace']);
	});

	it('goes on whatever becomes of one of them, once each time', () => {
		// With an output for failures n8n would give an item to both outputs.
		expect(named('Run Workspace')).toMatchObject({
			onError: 'continueRegularOutput',
			alwaysOutputData: true,
		});
		const behind = connections['Run Workspace']?.main.map((output) =>
			output.map(({ node }) => node),
		);
		expect(behind).toEqual([['Did It Fail?', 'Take Another?']]);
		// It would end the runs inside it.
		expect(settings.executionTimeout).toBeUndefined();
	});

	it("remembers nothing in static data, of which n8n's workers see none", () => {
		expect(nodes.map(({ type }) => type)).not.toContain('n8n-nodes-base.code');
	});
});

describe('the workflow of one of many workspaces', () => {
	const { nodes, connections, settings } = workflowIn(
		'workflows/servicetitan-one-of-many-workspaces.json',
	);
	const named = (name: string) => nodes.find((node) => node.name === name);

	it('runs the workspace whose turn it is, in an hour at most', () => {
		expect(named('When Its Turn Comes')?.parameters).toEqual({ inputSource: 'passthrough' });
		const behind = connections['When Its Turn Comes']?.main.flat().map(({ node }) => node);
		expect(behind).toEqual(['Run Incremental Sync']);
		expect(named('Run Incremental Sync')?.parameters).toMatchObject({
			workspaceId: { value: '={{ $json.workspaceId ?? "" }}' },
		});
		expect(settings.executionTimeout).toBe(3600);
	});

	it('notes on setting up that it is the one that runs the workspace', () => {
		expect(named('Set Up Workspace')?.parameters).toMatchObject({
			operation: 'setUpWorkspace',
			runByWorkflow: '={{ $workflow.id }}',
		});
	});
});

describe('the workflow of the initial sync', () => {
	const { nodes, connections, settings } = workflowIn('workflows/servicetitan-initial-sync.json');
	const named = (name: string) => nodes.find((node) => node.name === name);
	const behind = (name: string) =>
		connections[name]?.main.map((output) => output.map(({ node }) => node));

	it('goes on turn by turn, as long as it takes, and brings in what changed meanwhile', () => {
		expect(named('Run Initial Sync')?.parameters).toMatchObject({
			operation: 'runInitialSync',
			options: { handBackAfter: 5000 },
		});
		expect(behind('Is More to Come?')).toEqual([['Run Initial Sync'], ['Run Incremental Sync']]);
		expect(settings.executionTimeout).toBeUndefined();
	});

	it('tells of a failure itself, before it stops: n8n starts no error workflow by hand', () => {
		expect(named('Run Initial Sync')).toMatchObject({ onError: 'continueRegularOutput' });
		expect(behind('Describe Failure')).toEqual([['Set Alert Options', 'Stop and Say Why']]);
		// n8n runs the upper branch to its end before the lower one.
		const heightOf = (name: string) => (named(name)?.position as number[] | undefined)?.[1] ?? 0;
		expect(heightOf('Stop and Say Why')).toBeGreaterThan(heightOf('Set Alert Options'));
	});

	it('writes nothing in a dry run, which has no turns', () => {
		expect(named('Run Incremental Sync')?.parameters.dryRun).toBe(
			"={{ $json.status === 'dryRun' }}",
		);
	});
});

describe('the workflow of the reconciliation', () => {
	const { nodes, settings } = workflowIn('workflows/servicetitan-reconciliation.json');
	const named = (name: string) => nodes.find((node) => node.name === name);

	it('runs on Sundays at three, as long as it takes', () => {
		expect(named('Every Sunday at 03:00')?.parameters.rule).toEqual({
			interval: [{ field: 'weeks', triggerAtDay: [0], triggerAtHour: 3 }],
		});
		expect(named('Run Reconciliation')?.parameters.operation).toBe('runReconciliation');
		expect(settings.executionTimeout).toBeUndefined();
	});
});

describe('the endpoints', () => {
	const { nodes } = workflowIn('workflows/servicetitan-sync-endpoints.json');
	const hooks = nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');

	it('are four, and each wants the header', () => {
		const addresses = hooks.map(({ parameters }) => [parameters.httpMethod, parameters.path]);
		expect(addresses).toEqual([
			['POST', 'servicetitan-sync/trigger'],
			['GET', 'servicetitan-sync/status'],
			['GET', 'servicetitan-sync/customer'],
			['POST', 'servicetitan-sync/note'],
		]);
		const guards = hooks.map(({ parameters }) => parameters.authentication);
		expect(new Set(guards)).toEqual(new Set(['headerAuth']));
	});

	it('always answer, whatever becomes of the work', () => {
		const ours = nodes.filter(({ type }) => type.startsWith(prefix));
		expect(ours.map(({ onError }) => onError)).toEqual(ours.map(() => 'continueRegularOutput'));
	});
});

describe('the status page', () => {
	const { nodes, settings } = workflowIn('workflows/servicetitan-sync-status-page.json');

	it('wants a password', () => {
		const hooks = nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		expect(hooks.map(({ parameters }) => parameters.authentication)).toEqual(['basicAuth']);
	});

	it('only reads', () => {
		const ours = nodes.filter(({ type }) => type.startsWith(prefix));
		expect(new Set(ours.map(({ parameters }) => parameters.operation))).toEqual(
			new Set(['getStatus']),
		);
	});

	it('leaves no copy of itself with n8n each time somebody looks', () => {
		expect(settings).toMatchObject({ saveDataSuccessExecution: 'none' });
	});
});
