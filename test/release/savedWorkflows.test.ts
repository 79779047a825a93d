import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { descriptions, shapesNow, type Shapes } from '../../release/everyNode';
import { shapeOf } from '../../release/nodeShape';
import { shapeProblems } from '../../release/shapeProblems';

const file = join(__dirname, '../../release/frozen/nodes.json');
const frozen = JSON.parse(readFileSync(file, 'utf8')) as Shapes;

let now: Shapes;
let types: Map<string, INodeTypeDescription>;
beforeAll(async () => {
	now = await shapesNow();
	types = new Map((await descriptions()).map((type) => [type.name, type]));
});

it('workflows and credentials that people saved mean what they meant', () => {
	expect(shapeProblems(frozen, now)).toEqual([]);
});

it('every node and credential is frozen, in every version it has', () => {
	expect(Object.keys(frozen.nodes).sort()).toEqual(Object.keys(now.nodes).sort());
	expect(Object.keys(frozen.credentials).sort()).toEqual(Object.keys(now.credentials).sort());
	for (const [name, versions] of Object.entries(now.nodes))
		expect([name, ...Object.keys(frozen.nodes[name] ?? {})]).toEqual([
			name,
			...Object.keys(versions),
		]);
});

type Change = (type: INodeTypeDescription) => void;

const property = (
	type: INodeTypeDescription,
	named: string,
	operation?: string,
): INodeProperties => {
	const found = type.properties.find(
		({ name, displayOptions }) =>
			name === named &&
			(operation === undefined || displayOptions?.show?.operation?.includes(operation)),
	);
	if (!found) throw new Error(`There is no ${named}`);
	return found;
};

const inside = ({ options = [] }: INodeProperties, named: string): INodeProperties => {
	const found = options.find(({ name }) => name === named);
	if (!found) throw new Error(`There is no option ${named}`);
	return found as INodeProperties;
};

const without = (parameter: INodeProperties, value: string) => {
	parameter.options = (parameter.options as INodePropertyOptions[]).filter(
		(option) => option.value !== value,
	);
};

/** The description of a node as it would be after a change. */
function changed(name: string, change: Change): INodeTypeDescription {
	const type = types.get(name);
	if (!type) throw new Error(`There is no node ${name}`);
	const copy = structuredClone(type);
	change(copy);
	return copy;
}

const problemsOf = (type: INodeTypeDescription): string[] => {
	const versions = [type.version]
		.flat()
		.map((version): [string, ReturnType<typeof shapeOf>] => [
			String(version),
			shapeOf(type, version),
		]);
	return shapeProblems(frozen, {
		...now,
		nodes: { ...now.nodes, [type.name]: Object.fromEntries(versions) },
	});
};

describe('a change that would turn saved workflows into something else', () => {
	it.each<[story: string, node: string, change: Change, problem: string]>([
		[
			'a parameter that is gone',
			'serviceTitanTrigger',
			(type) => type.properties.splice(type.properties.indexOf(property(type, 'simplify')), 1),
			'simplify is gone or was renamed',
		],
		[
			'a parameter under another name',
			'serviceTitanTrigger',
			(type) => (property(type, 'triggerOn').name = 'events'),
			'triggerOn is gone or was renamed',
		],
		[
			'an option of a collection under another name',
			'serviceTitanTrigger',
			(type) => (inside(property(type, 'options'), 'lookbackSeconds').name = 'lookback'),
			'options › lookbackSeconds is gone or was renamed',
		],
		[
			'another default, which n8n does not save',
			'serviceTitanTrigger',
			(type) => (property(type, 'simplify').default = true),
			'simplify started as false and starts as true',
		],
		[
			'a choice that is gone',
			'serviceTitanTrigger',
			(type) => without(property(type, 'triggerOn'), 'updated'),
			'triggerOn can no longer be updated',
		],
		[
			'an operation that is gone',
			'serviceTitanSync',
			(type) => without(property(type, 'operation'), 'checkHealth'),
			'operation (resource = health) can no longer be checkHealth',
		],
		[
			'another type',
			'serviceTitanTrigger',
			(type) => (property(type, 'simplify').type = 'string'),
			'simplify was boolean and is string',
		],
		[
			'a parameter that one operation no longer shows',
			'serviceTitanSync',
			(type) =>
				(property(type, 'all', 'getSetupSql').displayOptions = { show: { resource: ['x'] } }),
			'all (resource = workspace, operation = getSetupSql) is no longer shown there',
		],
		[
			'a parameter that is hidden now and then',
			'serviceTitanTrigger',
			(type) => (property(type, 'simplify').displayOptions = { hide: { triggerOn: ['created'] } }),
			'simplify is no longer shown there',
		],
		[
			'a way to name a record that is gone',
			'serviceTitanTrigger',
			(type) => property(type, 'workspaceId').modes?.pop(),
			'workspaceId (cursorStore = supabase) can no longer be id',
		],
		[
			'a new parameter that has to be filled in',
			'serviceTitanTrigger',
			(type) =>
				type.properties.push({
					displayName: 'Region',
					name: 'region',
					type: 'string',
					required: true,
					default: '',
				}),
			'region has to be filled in, which saved workflows did not do',
		],
		[
			'an output that is gone',
			'supabaseContactUpsert',
			(type) => (type.outputs = ['main']),
			'its output 2 (main) is gone or moved',
		],
		[
			'a credential under another name',
			'supabaseContactUpsert',
			(type) => (type.credentials = [{ name: 'supabaseApi', required: true }]),
			'the credential supabaseSyncApi is gone or was renamed',
		],
		[
			'a node that is a tool no more',
			'supabaseContactUpsert',
			(type) => (type.usableAsTool = undefined),
			'AI agents can no longer use it',
		],
		[
			'a version that is gone',
			'serviceTitanTrigger',
			(type) => (type.version = 2),
			'this version is gone',
		],
	])('is named, with what to do: %s', (_story, name, change, problem) => {
		const [first, ...others] = problemsOf(changed(name, change));
		expect(first).toBe(
			`${name}, version 1: ${problem}. Workflows that were saved with it would change without a word. Put it back, or raise the version of the node and keep this for the old one: see docs/versions.md.`,
		);
		// A credential under another name is missed and is one too many.
		expect(others.length).toBeLessThan(2);
	});

	it('is named for a credential, too', () => {
		const [first = [], ...rest] = Object.entries(now.credentials);
		const [name, [, ...fields] = []] = first as [string, Shapes['credentials'][string]];
		const credentials = { ...Object.fromEntries(rest), [name]: fields };
		expect(shapeProblems(frozen, { ...now, credentials })).toEqual([
			expect.stringMatching(/is gone or was renamed\. Credentials that were saved/),
		]);
	});
});

describe('a change that leaves saved workflows as they are', () => {
	const optional: INodeProperties = {
		displayName: 'Region',
		name: 'region',
		type: 'string',
		default: '',
	};

	it.each<[story: string, node: string, change: Change]>([
		['a new parameter', 'serviceTitanTrigger', (type) => type.properties.push(optional)],
		[
			'a new option',
			'serviceTitanTrigger',
			(type) => property(type, 'options').options?.push(optional as never),
		],
		[
			'other words',
			'serviceTitanTrigger',
			(type) => Object.assign(property(type, 'simplify'), { displayName: 'X', description: 'Y' }),
		],
		[
			'a new operation with a field that has to be filled in',
			'serviceTitanSync',
			(type) => {
				property(type, 'operation').options?.push({ name: 'New', value: 'new', action: 'New' });
				const show = { resource: ['health'], operation: ['new'] };
				type.properties.push({ ...optional, required: true, displayOptions: { show } });
			},
		],
		[
			'a third output',
			'supabaseContactUpsert',
			(type) => (type.outputs = ['main', 'main', 'main']),
		],
		[
			'a second version in which the default is another one',
			'serviceTitanTrigger',
			(type) => {
				type.version = [1, 2];
				const old = property(type, 'simplify');
				type.properties.push({
					...old,
					default: true,
					displayOptions: { show: { '@version': [{ _cnd: { gte: 2 } }] } },
				});
				old.displayOptions = { show: { '@version': [1] } };
			},
		],
	])('passes: %s', (_story, name, change) => {
		expect(problemsOf(changed(name, change))).toEqual([]);
	});
});

describe('n8n itself', () => {
	/** What n8n makes of the parameters that it saved. */
	const resolved = (type: INodeTypeDescription, parameters: INode['parameters']) => {
		const node = { typeVersion: 1, parameters } as INode;
		return NodeHelpers.getNodeParameters(type.properties, parameters, true, false, node, type);
	};

	it.each<[story: string, change: Change]>([
		['another default', (type) => (property(type, 'cursorStore').default = 'supabase')],
		['another name', (type) => (property(type, 'triggerOn').name = 'events')],
	])('reads a saved workflow differently after such a change: %s', (_story, change) => {
		const type = types.get('serviceTitanTrigger') as INodeTypeDescription;
		const saved = { triggerOn: 'updated' };
		const meant = resolved(type, saved);
		expect(meant).toMatchObject({ triggerOn: 'updated', cursorStore: 'n8n' });
		expect(resolved(changed('serviceTitanTrigger', change), saved)).not.toMatchObject(meant ?? {});
	});
});
