import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { root } from '../../demo/stage/root';
import type { Stage } from '../../demo/stage/stage';
import type { NodeType, Workflow } from '../../demo/n8n/workflow';
import { importWorkflow } from './support/importWorkflow';
import { parameterProblems } from './support/parameterProblems';
import { startTestStage } from './support/testStage';

const folder = join(root, 'workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const contentOf = (name: string) =>
	JSON.parse(readFileSync(join(folder, name), 'utf8')) as Workflow;

let stage: Stage;
let types: NodeType[];

beforeAll(async () => {
	stage = await startTestStage();
	types = await stage.client.nodeTypes();
}, 600_000);

afterAll(() => stage.stop());

it('there are workflow files to look at', () => {
	expect(files).toContain('servicetitan-contact-sync.json');
});

it('a parameter that a node does not have is noticed, deep inside too', () => {
	const { nodes } = contentOf('servicetitan-contact-sync.json');
	const [trigger] = nodes.filter(({ type }) => type.endsWith('.serviceTitanTrigger'));
	const wrong = { ...trigger?.parameters, cursorstore: 'supabase', options: { pagesize: 5 } };
	const problems = trigger ? parameterProblems({ ...trigger, parameters: wrong }, types) : [];
	expect(problems.sort()).toEqual(
		['cursorstore', 'options.pagesize'].map((path) => `${trigger?.name}: ${path}`),
	);
});

describe.each(files)('%s', (name) => {
	it("is taken by n8n's own import, every node of it", async () => {
		const id = basename(name, '.json').replaceAll('-', '').slice(-16).padStart(16, '0');
		const imported = await importWorkflow(stage, { ...contentOf(name), id });
		expect(imported.nodes.map((node) => [node.name, node.type])).toEqual(
			contentOf(name).nodes.map((node) => [node.name, node.type]),
		);
		expect(imported.connections).toEqual(contentOf(name).connections);
	});

	it('uses nodes that n8n has, in versions that they have', () => {
		const unknown = contentOf(name).nodes.filter(
			({ type, typeVersion }) =>
				!types.some((one) => one.name === type && [one.version].flat().includes(typeVersion)),
		);
		expect(unknown).toEqual([]);
	});

	it('sets only parameters that its nodes have and show', () => {
		expect(contentOf(name).nodes.flatMap((node) => parameterProblems(node, types))).toEqual([]);
	});

	it('connects only nodes that are in it', () => {
		const { nodes, connections } = contentOf(name);
		const names = nodes.map((node) => node.name);
		const targets = JSON.stringify(connections).matchAll(/"node":"((?:[^"\\]|\\.)*)"/g);
		const used = [...Object.keys(connections), ...[...targets].map(([, target]) => target)];
		expect(used.filter((node) => !names.includes(node ?? ''))).toEqual([]);
	});

	it('carries no credential and no id of a credential', () => {
		expect(contentOf(name).nodes.filter(({ credentials }) => credentials)).toEqual([]);
	});

	it('gives each node an id of its own', () => {
		const ids = contentOf(name).nodes.map(({ id }) => id);
		expect(ids).toEqual([...new Set(ids)]);
	});
});
