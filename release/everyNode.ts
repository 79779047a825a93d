import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ICredentialType, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { parametersOf, shapeOf, type NodeShape, type Parameter } from './nodeShape';

/** What was published, or will be: by the node's name, then by its version. */
export interface Shapes {
	nodes: Record<string, Record<string, NodeShape>>;
	credentials: Record<string, Parameter[]>;
}

const root = join(__dirname, '..');
const { n8n: listed } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

export const descriptions = async (): Promise<INodeTypeDescription[]> =>
	(await made<INodeType>(listed.nodes)).map(({ description }) => description);

/** Every node in every version it knows, and every credential, as they are now. */
export async function shapesNow(): Promise<Shapes> {
	const nodes = await descriptions();
	const credentials = await made<ICredentialType>(listed.credentials);
	return {
		nodes: Object.fromEntries(
			nodes.map((description) => [
				description.name,
				Object.fromEntries(
					[description.version].flat().map((version) => [version, shapeOf(description, version)]),
				),
			]),
		),
		credentials: Object.fromEntries(
			credentials.map(({ name, properties }) => [name, parametersOf(properties, 1)]),
		),
	};
}

/** One of each class that package.json lists, from its source. */
const made = async <T>(scripts: string[]): Promise<T[]> =>
	await Promise.all(
		scripts.map(async (script) => {
			const source = script.replace(/^dist\//, '').replace(/\.js$/, '.ts');
			const exported = (await import(join(root, source))) as Record<string, new () => T>;
			const type = exported[basename(source).split('.')[0] ?? ''];
			if (!type) throw new Error(`${source} exports no class of its name.`);
			return new type();
		}),
	);
