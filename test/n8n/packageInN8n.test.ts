import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../demo/stage/root';
import type { Stage } from '../../demo/stage/stage';
import { startTestStage } from './support/testStage';

const ours = 'n8n-nodes-servicetitan-sync.';
const nodes = ['serviceTitan', 'serviceTitanSync', 'serviceTitanTrigger', 'supabaseContactUpsert'];
const credentials = ['serviceTitanOAuth2Api', 'supabaseSyncApi'];

interface Pictured {
	name: string;
	iconUrl?: { light: string; dark: string };
}

let stage: Stage;

beforeAll(async () => {
	stage = await startTestStage();
}, 600_000);

afterAll(() => stage.stop());

const pictures = async ({ iconUrl }: Pictured) =>
	Promise.all(
		[iconUrl?.light, iconUrl?.dark].map(async (path) => {
			const reply = await fetch(`${stage.n8n.url}/${path}`);
			return reply.headers.get('content-type')?.split(';')[0];
		}),
	);

describe('a real n8n', () => {
	it('loads all four nodes under the names of a community package', async () => {
		const types = await stage.client.nodeTypes();
		const names = types.map(({ name }) => name).filter((name) => name.startsWith(ours));
		expect(names.filter((name) => !name.endsWith('Tool')).sort()).toEqual(
			nodes.map((name) => ours + name),
		);
	});

	it('says nothing of our package in its log', () => {
		const lines = readFileSync(stage.n8n.log, 'utf8').split('\n');
		expect(lines.filter((line) => line.includes('n8n-nodes-servicetitan-sync'))).toEqual([]);
	});

	it.each(nodes)('shows %s with an icon for light and for dark', async (name) => {
		const types = (await stage.client.nodeTypes()) as unknown as Pictured[];
		const type = types.find((one) => one.name === ours + name);
		expect(await pictures(type as Pictured)).toEqual(['image/svg+xml', 'image/svg+xml']);
	});

	it.each(credentials)(
		'shows the credential %s with an icon for light and for dark',
		async (name) => {
			const types = await stage.client.file<Pictured[]>('/types/credentials.json');
			const type = types.find((one) => one.name === name);
			expect(await pictures(type as Pictured)).toEqual(['image/svg+xml', 'image/svg+xml']);
		},
	);

	it.each(credentials)('finds %s, as the demo filled it in, to be good', async (type) => {
		expect(await stage.client.testCredential(stage.credentials[type]?.id ?? '')).toEqual({
			status: 'OK',
			message: expect.any(String),
		});
	});

	it('runs its own copies of the libraries that our nodes share with it', () => {
		const modules = join(stage.place.folder, '.n8n', 'nodes', 'node_modules');
		const manifest = JSON.parse(readFileSync(join(modules, 'luxon', 'package.json'), 'utf8')) as {
			version: string;
		};
		const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			devDependencies: Record<string, string>;
		};
		expect(manifest.version).toBe(wanted.devDependencies.luxon);
	});
});
